package io.carillon.bench.rig;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Programs of others that a bench starts.
public final class Programs {
  /// Folders for programs of the administrator, which a path may not have.
  private static final List<String> ALSO = List.of("/usr/sbin", "/sbin", "/usr/local/sbin");

  private Programs() {}

  /// Where a program stands.
  public static Optional<Path> find(String name) {
    var folders = new ArrayList<String>();
    folders.addAll(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)));
    folders.addAll(ALSO);
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Where a program stands; throws where it is not installed, and says how to get it.
  ///
  /// @param product that it belongs to
  /// @param debian the package that has it
  public static Path require(String name, String product, String debian) throws IOException {
    return find(name)
        .orElseThrow(() ->
            new IOException(
                "%s is not installed: there is no program %s. Debian, Ubuntu: apt-get install %s"
                    .formatted(product, name, debian)));
  }
}
