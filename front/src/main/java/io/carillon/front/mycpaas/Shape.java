package io.carillon.front.mycpaas;

import java.util.Optional;

/// In what a body is written; the extension of the path asks for it.
enum Shape {
  JSON(".json", "application/json"),
  XML(".xml", "application/xml; charset=utf-8");

  private final String extension;
  private final String contentType;

  Shape(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  /// What a path ends with that asks for it.
  String extension() {
    return extension;
  }

  /// What the paths that we print end with: in XML none does.
  String printed() {
    return switch (this) {
      case JSON -> extension;
      case XML -> "";
    };
  }

  /// The media type of its bodies.
  String contentType() {
    return contentType;
  }

  /// What a path asks for by its extension.
  static Optional<Shape> of(String path) {
    for (var shape : values()) {
      if (path.endsWith(shape.extension)) {
        return Optional.of(shape);
      }
    }
    return Optional.empty();
  }
}
