package io.carillon.engine.comply.quiet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// The states that the area codes of the United States were given to, as far as any has hours of
/// its own (`hours/states.txt`). People keep their number when they move; nothing tells more.
final class States {
  private static final String CALLING_CODE = "+1";
  private static final int AREA_END = 5;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final Map<String, String> BY_AREA = read();

  private States() {}

  /// The state of a number, as ISO 3166-2 has it; empty where it is not known.
  static String of(String e164) {
    return e164.startsWith(CALLING_CODE) && e164.length() > AREA_END
        ? BY_AREA.getOrDefault(e164.substring(CALLING_CODE.length(), AREA_END), "")
        : "";
  }

  private static Map<String, String> read() {
    var states = new HashMap<String, String>();
    try (var file = States.class.getResourceAsStream("/hours/states.txt");
        var reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> {
            var words = BLANKS.split(line, -1);
            for (int i = 1; i < words.length; i++) {
              states.put(words[i], words[0]);
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return states;
  }
}
