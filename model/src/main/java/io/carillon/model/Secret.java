package io.carillon.model;

/// A text that never reaches a log, a metric or an exception: it prints as stars.
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }
}
