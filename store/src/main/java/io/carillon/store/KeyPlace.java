package io.carillon.store;

import io.carillon.model.Secret;
import java.nio.file.Path;

/// Where the master key stands, under which the secrets of a store are sealed, and the bodies of
/// its messages.
///
/// @param given one key or several, the first of which seals; empty = as the file says
/// @param file one key a line, the first of which seals
/// @param isMade whether a new store without a file gets one
/// @param sealsBodies whether bodies that are written are sealed; sealed ones are read anyhow
/// @param people the file of the keys of persons, seen from the data folder
public record KeyPlace(Secret given, Path file, boolean isMade, boolean sealsBodies, Path people) {
  /// The file in a data folder that is made where nothing is said.
  public static final String FILE = "master.key";

  /// The file in a data folder in which the keys of persons stand where nothing else is said.
  public static final String PEOPLE = "person.keys";

  /// With the keys of persons in the data folder.
  public KeyPlace(Secret given, Path file, boolean isMade, boolean sealsBodies) {
    this(given, file, isMade, sealsBodies, Path.of(PEOPLE));
  }

  /// With bodies sealed.
  public KeyPlace(Secret given, Path file, boolean isMade) {
    this(given, file, isMade, true);
  }

  /// As it is where nothing is said.
  public static KeyPlace in(Path folder) {
    return new KeyPlace(new Secret(""), folder.resolve(FILE), true);
  }

  /// What people call it.
  public String words() {
    return isGiven() ? "the setting master-key" : file.toString();
  }

  boolean isGiven() {
    return !given.reveal().isEmpty();
  }
}
