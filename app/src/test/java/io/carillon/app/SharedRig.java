package io.carillon.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One server for all tests of a class, on a folder of its own; the sandbox answers quickly.
public final class SharedRig implements BeforeAllCallback, AfterAllCallback {
  /// The settings.
  public static final String QUICK = "sandbox: {receipt-delay: 20ms}";

  private @Nullable Path folder;
  private @Nullable Rig rig;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    folder = Files.createTempDirectory("carillon");
    rig = Rig.open(folder, QUICK);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (rig != null) {
      rig.close();
    }
    if (folder != null) {
      try (var paths = Files.walk(folder)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private Rig rig() {
    return Objects.requireNonNull(rig);
  }

  public int port() {
    return rig().port();
  }

  /// Where the server keeps its data.
  public Path data() {
    return Objects.requireNonNull(folder).resolve("data");
  }

  /// A developer's client, with the first account's key.
  Client client() {
    return rig().client();
  }

  /// A client that shows something else; its closing is the caller's.
  Client clientWith(String token) {
    return rig().clientWith(token);
  }
}
