// Runs beside the page, as a worker.
new Intl.DateTimeFormat("en", { timeStyle: "short" }).format(0);
new Intl.NumberFormat("en").format(0);
close();
