"""The command `briefing` before Pelican is loaded: a site that nothing was changed of stands as it is.

Standard library alone, since importing `pelican.plugins.briefing` loads all of Pelican, which costs more than finding
out that there is nothing to do.
"""
