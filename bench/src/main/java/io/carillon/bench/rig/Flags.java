package io.carillon.bench.rig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Command-line flags: `--name value`, and `--name` alone for those that are only on or off.
public final class Flags {
  private static final Set<String> SWITCHES =
      Set.of("start-only", "keep", "leave-route", "queries");

  private final Map<String, String> values = new HashMap<>();
  private final List<String> known = new ArrayList<>();

  private Flags() {}

  /// Reads the arguments. Throws `IllegalArgumentException` with a sentence for the caller when a
  /// value is missing or an argument is no flag; all methods below do so for a bad value.
  public static Flags of(String... args) {
    var flags = new Flags();
    for (var i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--")) {
        throw new IllegalArgumentException("'" + args[i] + "' is not a flag");
      }
      var name = args[i].substring(2);
      if (SWITCHES.contains(name)) {
        flags.values.put(name, "");
      } else if (i + 1 < args.length) {
        flags.values.put(name, args[++i]);
      } else {
        throw new IllegalArgumentException(
            "--" + name + " needs a value, or is no flag; --help names them");
      }
    }
    return flags;
  }

  public static boolean asksForHelp(String... args) {
    return List.of(args).contains("--help");
  }

  public boolean has(String name) {
    known.add(name);
    return values.containsKey(name);
  }

  public String text(String name, String otherwise) {
    known.add(name);
    return values.getOrDefault(name, otherwise);
  }

  public int number(String name, int otherwise, int least, int most) {
    var text = text(name, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      var value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        "--" + name + " takes a whole number from " + least + " to " + most);
  }

  /// To be called when all flags were asked for: any other flag is an error.
  public void refuseOthers() {
    var others = new TreeSet<>(values.keySet());
    others.removeAll(known);
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no flag --" + others.first() + "; --help names them");
    }
  }
}
