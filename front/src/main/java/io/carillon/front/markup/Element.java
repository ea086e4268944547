package io.carillon.front.markup;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One element of a document.
///
/// @param text all characters directly in it, as they are
public record Element(
    String name, Map<String, String> attributes, List<Element> children, String text) {
  public Element {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /// The value of an attribute; empty where it is absent or blank.
  public Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /// The children with a name, in their order.
  public List<Element> children(String child) {
    return children.stream().filter(one -> one.name().equals(child)).toList();
  }

  /// The name alone: what is in it may be a message.
  @Override
  public String toString() {
    return "Element[" + name + "]";
  }
}
