package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One server for all tests of a class, on a folder of its own.
public final class SharedRig implements BeforeAllCallback, AfterAllCallback {
  /// Settings with which the sandbox answers quickly.
  public static final String QUICK = "sandbox: {receipt-delay: 20ms}";

  private final String settings;
  private @Nullable Path folder;
  private @Nullable Rig rig;

  /// With a sandbox that answers quickly.
  public SharedRig() {
    this(QUICK);
  }

  SharedRig(String settings) {
    this.settings = settings;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    folder = Files.createTempDirectory("carillon");
    rig = Rig.open(folder, settings);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (rig != null) {
      rig.close();
      assertThat(Stores.troubles(data())).as("what a check of the store finds").isEmpty();
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

  int smppPort() {
    return rig().smppPort();
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
