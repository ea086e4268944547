package io.carillon.front.restcomm;

/// What a message may hold: the columns of the page's table of features.
enum Capability {
  TEXT,
  IMAGE,
  AUDIO,
  VIDEO,
  FILE,
  LOCATION,
  TEMPLATE,
  /// Buttons, quick replies, suggestions.
  CHOICES,
  /// Product catalog, carousel.
  CARDS,
  CONTACT
}
