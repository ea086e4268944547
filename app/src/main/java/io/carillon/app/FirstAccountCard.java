package io.carillon.app;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The first account's credentials: given by the environment or made up, printed once, kept in the
/// data folder for its owner's eyes only.
record FirstAccountCard(AccountId account, Secret token, Secret apiKey, Secret webhookSecret) {
  static final String FILE = "credentials";
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final Pattern SID = Pattern.compile("AC[0-9a-fA-F]{32}");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{16,255}");

  /// Credentials from the environment, what is missing there made up.
  ///
  /// @throws IllegalArgumentException with one line for people when the environment has wrong ones
  static FirstAccountCard from(Map<String, String> environment) {
    return new FirstAccountCard(
        given(environment, "CARILLON_ACCOUNT_SID", SID, "AC and 32 hexadecimal digits")
            .flatMap(sid -> Id.fromHex(sid.substring(2)))
            .map(AccountId::new)
            .orElseGet(() -> new AccountId(Id.fromBytes(random(16)))),
        new Secret(
            given(environment, "CARILLON_AUTH_TOKEN", PRINTABLE, "16 to 255 printable characters")
                .orElseGet(() -> HexFormat.of().formatHex(random(16)))),
        new Secret(
            given(environment, "CARILLON_API_KEY", PRINTABLE, "16 to 255 printable characters")
                .orElseGet(() -> "sk_live_" + HexFormat.of().formatHex(random(20)))),
        newWebhookSecret());
  }

  /// A new webhook secret, in Standard Webhooks' form.
  static Secret newWebhookSecret() {
    return new Secret("whsec_" + Base64.getEncoder().encodeToString(random(32)));
  }

  private static Optional<String> given(
      Map<String, String> environment, String name, Pattern form, String words) {
    var value = Optional.ofNullable(environment.get(name));
    if (value.isPresent() && !form.matcher(value.get()).matches()) {
      throw new IllegalArgumentException(name + " is to be " + words);
    }
    return value;
  }

  private static byte[] random(int octets) {
    var bytes = new byte[octets];
    CHANCE.nextBytes(bytes);
    return bytes;
  }

  /// The account's id as most dialects print it.
  String sid() {
    return "AC" + account.value().hex();
  }

  /// SHA-256 of the API key, hexadecimal.
  String apiKeyHash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(apiKey.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Name and value of each, for people.
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("account         " + sid());
    lines.add("auth token      " + token.reveal());
    lines.add("API key         " + apiKey.reveal());
    lines.add("webhook secret  " + webhookSecret.reveal());
    return lines;
  }

  /// Keeps them in the data folder, mode 0600 where the file system knows modes. What another store
  /// has left there stays, under another name: nobody else knows that API key.
  ///
  /// @return where that stands now
  Optional<Path> keep(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    var aside = aside(file);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      var owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    } else {
      Files.createFile(file);
    }
    Files.writeString(file, String.join("\n", lines()) + "\n", StandardOpenOption.SYNC);
    return aside;
  }

  private static Optional<Path> aside(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    int count = 1;
    while (Files.exists(file.resolveSibling(FILE + ".replaced-" + count))) {
      count++;
    }
    return Optional.of(Files.move(file, file.resolveSibling(FILE + ".replaced-" + count)));
  }
}
