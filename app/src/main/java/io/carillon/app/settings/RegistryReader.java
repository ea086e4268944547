package io.carillon.app.settings;

import io.carillon.carriers.registry.RegistryNotices;
import io.carillon.carriers.registry.RegistrySettings;
import io.carillon.model.Secret;
import java.time.Duration;
import java.util.Optional;

/// Reads the part `registry` of the settings.
final class RegistryReader {
  private static final int WORD_MIN = 24;

  private RegistryReader() {}

  static Optional<RegistrySettings> read(Section section) {
    var url = section.text("url");
    var key = section.text("key");
    var secret = section.text("secret");
    var timeout = section.positive("timeout", Duration.ofSeconds(60));
    var notices = notices(section);
    section.refuseUnknown();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    if (!url.startsWith("https://") && !url.startsWith("http://")) {
      section.trouble("url", "is to be an http or https URL");
      return Optional.empty();
    }
    if (key.isEmpty() || secret.isEmpty()) {
      section.trouble("key", "and secret are to be those that the registry gave you");
      return Optional.empty();
    }
    var bare = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return Optional.of(new RegistrySettings(bare, key, new Secret(secret), timeout, notices));
  }

  private static Optional<String> notices(Section section) {
    var url = section.text("notices");
    int path = url.indexOf(RegistryNotices.PATH);
    boolean isFit =
        url.startsWith("http") && url.length() - path - RegistryNotices.PATH.length() >= WORD_MIN;
    if (url.isEmpty()) {
      return Optional.empty();
    }
    if (path < 0 || !isFit) {
      section.trouble(
          "notices",
          "is to be a URL that ends with "
              + RegistryNotices.PATH
              + " and a word of at least 24 characters that nobody can guess");
      return Optional.empty();
    }
    return Optional.of(url);
  }
}
