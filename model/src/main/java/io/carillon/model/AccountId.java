package io.carillon.model;

/// Names one account: any 128 bits, since an owner may bring the id of a former vendor along.
public record AccountId(Id value) {
  @Override
  public String toString() {
    return value.hex();
  }
}
