package io.carillon.bench;

/// Messages a second: answered with 2xx, seen by the far end, told delivered by a webhook.
record Rates(double accepted, double submitted, double completed) {}
