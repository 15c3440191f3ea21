// Before the page is painted: the colours that its reader chose.
try { document.documentElement.dataset.theme = localStorage.getItem("theme"); } catch { /* not allowed to remember */ }
