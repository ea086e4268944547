package io.carillon.front.person;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which passwords users may choose, after NIST SP 800-63B §5.1.1.2: long ones that are not common
/// and not made of what everybody knows of the user; of which characters is theirs to say.
public final class PasswordRules {
  /// How many characters one has at least.
  public static final int LENGTH_MIN = 12;

  private static final int WORD_MIN = 4;
  private static final int LETTERS_MIN = 5;
  private static final Set<String> COMMON = common();

  private PasswordRules() {}

  /// What stands against a password, as the end of a sentence that begins with its name.
  ///
  /// @param login the user's e-mail address
  public static Optional<String> objection(String password, String login) {
    var plain = password.toLowerCase(Locale.ROOT);
    var mail = login.toLowerCase(Locale.ROOT);
    if (password.length() < LENGTH_MIN) {
      return Optional.of("must have at least " + LENGTH_MIN + " characters");
    }
    if (plain.chars().distinct().count() < LETTERS_MIN) {
      return Optional.of("must have more than " + (LETTERS_MIN - 1) + " different characters");
    }
    if (isOf(plain, mail) || isOf(plain, mail.replaceAll("@.*", ""))) {
      return Optional.of("must not be the e-mail address, or begin with it");
    }
    return isCommon(plain)
        ? Optional.of("is one of those that are tried first: choose another")
        : Optional.empty();
  }

  private static boolean isOf(String password, String word) {
    return word.length() >= WORD_MIN && password.startsWith(word);
  }

  /// Whether it is a common word, perhaps more than once, with figures and signs around it.
  private static boolean isCommon(String plain) {
    var core = plain.replaceAll("^[^a-z]+|[^a-z]+$", "");
    return COMMON.contains(plain)
        || COMMON.contains(core)
        || COMMON.stream().anyMatch(word -> core.replace(word, "").isEmpty());
  }

  private static Set<String> common() {
    try (var list = PasswordRules.class.getResourceAsStream("common-passwords.txt")) {
      if (list == null) {
        throw new IllegalStateException("missing from the build: common-passwords.txt");
      }
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("# "))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
