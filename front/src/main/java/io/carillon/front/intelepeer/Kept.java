package io.carillon.front.intelepeer;

import io.carillon.model.Keepsake;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What only this dialect has to know of a message later.
///
/// @param accepted whether the network's acceptance is told too (`include-accepted`)
/// @param from the sender as it was written, its calling code before it
/// @param files the name of each attachment, in their order; empty = none was given
record Kept(boolean accepted, String from, List<String> files) {
  private static final int PARTS = 2;

  Kept {
    files = List.copyOf(files);
  }

  /// A line of text for each.
  Keepsake keepsake() {
    var lines = new ArrayList<>(List.of(Boolean.toString(accepted), from));
    lines.addAll(files);
    return new Keepsake(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /// Reads what [#keepsake] wrote; nothing where it is another dialect's.
  static Kept of(Keepsake keepsake) {
    var lines = new String(keepsake.octets(), StandardCharsets.UTF_8).split("\n", -1);
    return lines.length < PARTS
        ? new Kept(false, "", List.of())
        : new Kept(
            Boolean.parseBoolean(lines[0]), lines[1], List.of(lines).subList(PARTS, lines.length));
  }
}
