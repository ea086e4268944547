package io.carillon.model;

/// Names one message. Each dialect prints and reads it in its own form.
public record MessageId(Id value) implements Comparable<MessageId> {
  @Override
  public int compareTo(MessageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.uuid();
  }
}
