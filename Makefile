# Needs git, make and a Python from 3.11 with venv. Everything else is set up in .venv from the locks in requirements/.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Two pips must not write into .venv at once.
.NOTPARALLEL:

# The Python that .venv is made with: `make html PYTHON=python3.13`. Empty: the first of CANDIDATES that will do.
PYTHON ?=
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11
# More for the command of a target: `make test ARGS="-k timexes"`, `make html ARGS="--now 2024-08-13"`.
ARGS ?=

# Where the published site will stand, and for `make github` its own domain, where it has one, and the remote to push to.
SITEURL ?=
CNAME ?=
REMOTE ?= origin
# What `make add` adds: a file or an address.
FROM ?=
# A file or folder of gold for `make eval`.
GOLD ?=
# A language that `make strings` begins a catalogue of.
LANGUAGE ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Each stands for a set-up step that is done, and is made anew only when what it was made from has changed.
VENV_MADE := $(VENV)/.made
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
PREVIEW := $(VENV)/.preview
PUBLISH := $(VENV)/.publish
FORMATS := $(VENV)/.formats
PROJECT := $(VENV)/.project
FUZZ := $(VENV)/.fuzz
# What audits an environment stands in another one.
AUDITING := $(VENV)/audit/bin
AUDIT := $(VENV)/audit/.made

# Seeds that are web pages or Word documents need more than text does.
SEEDS := $(if $(shell find seeds -name '*.html' -o -name '*.docx' 2>/dev/null | head -n 1),$(FORMATS))

WILL_DO := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

# Sets $$python, or ends with what is missing.
define find_python
python=; \
for candidate in $(if $(PYTHON),"$(PYTHON)",$(CANDIDATES)); do \
    if "$$candidate" -c '$(WILL_DO)' >/dev/null 2>&1; then python="$$candidate"; break; fi; \
done; \
if [ -z "$$python" ]; then \
    echo "No Python from 3.11 with venv among: $(if $(PYTHON),$(PYTHON),$(CANDIDATES))." >&2; \
    echo "Install one (on Debian and Ubuntu: python3 and python3-venv), or say which: make PYTHON=/path/to/python3" >&2; \
    exit 1; \
fi
endef

.PHONY: help
help: ## Show this help
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-18s%s\n", $$1, $$2 }'

.PHONY: html
html: $(RUNTIME) $(SEEDS) $(PROJECT) ## Build the site from seeds/ into output/
	@$(BIN)/briefing build --verify $(ARGS)

.PHONY: add
add: $(FORMATS) $(PROJECT) ## Make a seed: make add FROM=article.html, or an address
	@test -n "$(FROM)" || { echo "Say what to add: make add FROM=article.html, or FROM=https://…" >&2; exit 1; }
	@$(BIN)/briefing add "$(FROM)" $(ARGS)

.PHONY: check
check: $(RUNTIME) $(SEEDS) $(PROJECT) ## List what is wrong with the seeds, and what to look at
	@$(BIN)/briefing check $(ARGS)

.PHONY: preview
preview: $(PREVIEW) $(SEEDS) $(PROJECT) ## Serve the site on this machine and rebuild it on each change
	@$(BIN)/briefing preview $(ARGS)

.PHONY: publish
publish: $(RUNTIME) $(SEEDS) $(PROJECT) ## Build the site for its host: make publish SITEURL=https://user.github.io/repo
	@test -n "$(SITEURL)" || { echo "Say where the site will stand: make publish SITEURL=https://user.github.io/repo" >&2; exit 1; }
	@$(BIN)/briefing build --verify --settings publishconf.py --siteurl "$(SITEURL)" $(ARGS)

# What is committed to the branch is the site alone: the folder's own .gitignore would keep every page out of it.
.PHONY: github
github: $(PUBLISH) publish ## Build as publish does and push the site to the branch gh-pages of origin
	@place=$$(mktemp -d) && trap 'rm -rf "$$place"' EXIT && cp -R output/. "$$place" && rm -f "$$place/.gitignore" \
	&& $(BIN)/ghp-import --no-jekyll $(if $(CNAME),--cname "$(CNAME)") --branch gh-pages --remote "$(REMOTE)" \
		--message "Publish the site" --push --force "$$place"

.PHONY: test
test: $(DEV) $(PROJECT) ## Run the tests; ARGS go to pytest
	@$(BIN)/python -m pytest $(ARGS)

.PHONY: lint
lint: $(DEV) $(PROJECT) ## Check the code's style and form
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: format
format: $(DEV) $(PROJECT) ## Mend what can be mended of style and form
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: types
types: $(DEV) $(PROJECT) ## Check the types
	@$(BIN)/mypy

.PHONY: contracts
contracts: $(DEV) $(PROJECT) ## Check which module imports which
	@$(BIN)/lint-imports

.PHONY: kill
kill: $(DEV) $(PROJECT) ## Kill a build fifty times, at any moment, and look at what it leaves
	@BRIEFING_KILLS=50 $(BIN)/python -m pytest tests/test_unbreakable.py $(ARGS)

.PHONY: hostile
hostile: $(DEV) $(PROJECT) ## Build six hundred hostile seeds and look at every page in a browser and in a parser
	@BRIEFING_HOSTILE=1 $(BIN)/python -m pytest tests/test_hostile.py $(ARGS)

.PHONY: slow
slow: $(DEV) $(PROJECT) ## Read each sample a thousand times over, as paragraphs and as a line of millions, and look at the growth
	@BRIEFING_TIMES=1000 $(BIN)/python -m pytest tests/test_growth.py tests/test_patterns.py $(ARGS)

.PHONY: soak
soak: $(DEV) $(PROJECT) ## Make five hundred changes in the preview and look at what they leave in memory
	@BRIEFING_CHANGES=500 $(BIN)/python -m pytest tests/test_preview_lasting.py $(ARGS)

.PHONY: archives
archives: $(DEV) $(PROJECT) ## Kill runs of an archive twenty times, at any moment, and look at what comes out
	@BRIEFING_KILLS=20 $(BIN)/python -m pytest tests/test_archives.py tests/test_archive_cluster.py $(ARGS)

.PHONY: edits
edits: $(DEV) $(PROJECT) ## Edit a site two hundred times at random and hold each build against a clean one
	@BRIEFING_EDITS=100 $(BIN)/python -m pytest tests/test_incremental.py $(ARGS)

.PHONY: scale
scale: $(DEV) $(PROJECT) ## Build 3,000 real articles, of the folder that BRIEFING_SHARED names, and look at every page and link
	@BRIEFING_SCALE=3000 $(BIN)/python -m pytest tests/test_scale.py $(ARGS)

.PHONY: fuzz
fuzz: $(FUZZ) $(PROJECT) ## Feed what must hold for any input with half an hour of inputs each; ARGS="--minutes 5 NAME" for less
	@$(BIN)/python tests/fuzz.py $(ARGS)

# The four that the project is built on are exempt from the rule by name. Nothing else may have a licence like Pelican's,
# or none; two that only development needs tell theirs (Apache-2.0, MIT) in a file alone.
BUILT_ON := jinja2 markdown pelican python-dateutil
TOLD_IN_A_FILE := atheris axe-playwright-python
.PHONY: audit
audit: $(AUDIT) $(DEV) $(PROJECT) ## Look up every locked package's known weaknesses, and hold the licences against the rule
	@$(AUDITING)/pip-licenses --python $(BIN)/python --from mixed --partial-match --fail-on "Affero;AGPL;UNKNOWN" \
		--ignore-packages pelican-briefing $(BUILT_ON) $(TOLD_IN_A_FILE) >/dev/null
	@for lock in requirements/*.txt; do \
		echo "$$lock"; $(AUDITING)/pip-audit --strict --require-hashes --disable-pip --requirement $$lock $(ARGS) || exit; \
	done

.PHONY: sbom
sbom: $(AUDIT) ## Write what the site's own environment consists of: dist/sbom.cdx.json, as CycloneDX has it
	@mkdir -p dist && place=$$(mktemp -d) && trap 'rm -rf "$$place"' EXIT && $(BIN)/python -m venv "$$place" \
	&& "$$place/bin/python" -m pip --disable-pip-version-check install --quiet --require-hashes --requirement requirements/runtime.txt \
	&& $(AUDITING)/cyclonedx-py environment --pyproject pyproject.toml --mc-type library --output-reproducible \
		--output-file dist/sbom.cdx.json "$$place/bin/python"
	@echo "Wrote dist/sbom.cdx.json"

.PHONY: dist
dist: $(DEV) $(PROJECT) ## Build the distribution, to be published
	@$(BIN)/hatchling build --clean

.PHONY: golden
golden: $(DEV) $(PROJECT) ## Write the golden files anew: read the difference before committing it
	@$(BIN)/python -m pytest --update-golden $(ARGS)

.PHONY: eval
eval: $(DEV) $(PROJECT) ## Score the parser on gold of yours: make eval GOLD=folder
	@test -n "$(GOLD)" || { echo "Say where the gold is: make eval GOLD=folder (docs/accuracy.md has its form)" >&2; exit 1; }
	@$(BIN)/python benchmarks/accuracy.py "$(GOLD)" $(ARGS)

# uv is the maintainer's tool alone: it resolves for every Python and system at once, and is gone afterwards.
# The checker is installed by its digest, and no script of its package is run. The hostile state has an address that no
# sidecar may have.
NU := .cache/markup
NU_PAGES := $(NU)/site $(NU)/states
.PHONY: markup
markup: $(DEV) $(PROJECT) ## Hold built pages and style sheets against the Nu checker; needs npm and Java
	@rm -rf $(NU_PAGES) && mkdir -p $(NU) && cp tests/markup/package.json tests/markup/package-lock.json $(NU)
	@npm ci --prefix $(NU) --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(BIN)/briefing build --quiet --settings publishconf.py --siteurl https://site.example.org/news --output $(NU)/site
	@$(BIN)/python tests/theme_site.py $(NU)/states https://site.example.org/news >/dev/null
	@rm -rf $(NU)/states/briefings/hostile
	@java -jar $(NU)/node_modules/vnu-jar/build/dist/vnu.jar --errors-only --also-check-css --skip-non-html $(NU_PAGES)

.PHONY: gallery
gallery: $(DEV) $(PROJECT) ## Build the theme's components and pages in all their states, to look at
	@rm -rf .cache/gallery
	@$(BIN)/python tests/theme_site.py .cache/gallery
	@echo "Look at .cache/gallery/gallery/index.html"

# Babel's keyword for each function that marks words: which argument is a context (c), the singular, the plural.
STRINGS := $(VENV)/strings.pot
TRANSLATIONS := plugins/pelican/plugins/briefing/translations
.PHONY: strings
strings: $(DEV) ## Bring the catalogues of translations up to date; LANGUAGE=pl begins a new one
	@$(BIN)/pybabel --quiet extract --mapping pyproject.toml --keyword NN_:1,2 --keyword P_:1c,2 --width 120 \
		--add-location file --sort-output --add-comments translators: --project pelican-briefing --version "" --output $(STRINGS) .
	@$(if $(LANGUAGE),$(BIN)/pybabel --quiet init --locale $(LANGUAGE) --width 120 --input-file $(STRINGS) \
		--output-file $(TRANSLATIONS)/$(LANGUAGE).po)
	@for file in $(TRANSLATIONS)/*.po; do \
		$(BIN)/pybabel --quiet update --locale "$$(basename "$$file" .po)" --width 120 --no-fuzzy-matching \
			--ignore-obsolete --ignore-pot-creation-date --input-file $(STRINGS) --output-file "$$file" || exit; \
	done

.PHONY: lock
lock: ## Write the locks anew; ARGS=--upgrade for the newest versions
	@$(find_python); \
	place=$$(mktemp -d) && trap 'rm -rf "$$place"' EXIT && "$$python" -m venv "$$place" \
	&& "$$place/bin/python" -m pip --disable-pip-version-check install --quiet uv \
	&& compile="$$place/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes" \
	&& compile="$$compile --no-emit-index-url --no-header $(ARGS) pyproject.toml" \
	&& $$compile --group build --extra search --extra cards --output-file requirements/runtime.txt \
	&& $$compile --resolution lowest-direct --output-file requirements/oldest.txt \
	&& for extra in preview publish formats; do \
		$$compile --group build --extra $$extra --constraints requirements/runtime.txt \
			--output-file requirements/$$extra.txt || exit; \
	done \
	&& $$compile --group dev --constraints requirements/runtime.txt --output-file requirements/dev.txt \
	&& for group in audit fuzz; do \
		$${compile% pyproject.toml} --group pyproject.toml:$$group --output-file requirements/$$group.txt || exit; \
	done

.PHONY: clean
clean: ## Remove the built site and all caches (.venv stays)
	@find output -mindepth 1 ! -path output/.gitignore -delete
	@rm -rf .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	@find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV_MADE):
	@$(find_python); \
	echo "Setting up $(VENV) with $$("$$python" --version)"; \
	"$$python" -m venv --clear $(VENV)
	@touch $@

$(RUNTIME): requirements/runtime.txt $(VENV_MADE)
	@echo "Installing what the site needs"
	@$(PIP) install --quiet --require-hashes --requirement requirements/runtime.txt
	@touch $@

# The lock for development holds the others, so all are done.
$(DEV): requirements/dev.txt requirements/runtime.txt requirements/preview.txt requirements/publish.txt requirements/formats.txt \
		$(VENV_MADE)
	@echo "Installing what the site and the tests need"
	@$(PIP) install --quiet --require-hashes --requirement requirements/dev.txt
	@touch $(RUNTIME) $(PREVIEW) $(PUBLISH) $(FORMATS) $@

$(PREVIEW): requirements/preview.txt $(VENV_MADE) | $(RUNTIME)
	@echo "Installing what the preview needs"
	@$(PIP) install --quiet --require-hashes --requirement requirements/preview.txt
	@touch $@

$(PUBLISH): requirements/publish.txt $(VENV_MADE) | $(RUNTIME)
	@echo "Installing what publishing needs"
	@$(PIP) install --quiet --require-hashes --requirement requirements/publish.txt
	@touch $@

$(FORMATS): requirements/formats.txt $(VENV_MADE) | $(RUNTIME)
	@echo "Installing what web pages and Word documents need"
	@$(PIP) install --quiet --require-hashes --requirement requirements/formats.txt
	@touch $@

$(FUZZ): requirements/fuzz.txt $(VENV_MADE) | $(DEV)
	@echo "Installing what fuzzing needs"
	@$(PIP) install --quiet --require-hashes --requirement requirements/fuzz.txt
	@touch $@

$(AUDIT): requirements/audit.txt $(VENV_MADE)
	@echo "Installing what audits need"
	@$(BIN)/python -m venv --clear $(VENV)/audit
	@$(AUDITING)/python -m pip --disable-pip-version-check install --quiet --require-hashes --requirement requirements/audit.txt
	@touch $@

# pip refuses an editable install under --require-hashes: the lock first, then the project by itself. Its sources are compiled
# here, as pip does with what it copies: where Python may not write bytecode, each start would compile them anew.
$(PROJECT): pyproject.toml $(VENV_MADE) | $(RUNTIME)
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q plugins pelicanconf.py
	@touch $@
