package io.carillon.bench.database;

import io.carillon.bench.rig.Child;
import io.carillon.bench.rig.Disk;
import io.carillon.bench.rig.Jvm;
import io.carillon.bench.rig.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Messages of the past that a store holds before its server starts, written by the product's
/// command `store fill`. Most of them belong to one account, which the server has to open under its
/// SID.
///
/// Filling takes minutes, so a filled data folder may be kept and copied later.
///
/// @param messages how many, as the command takes it: 500k, 10m
/// @param kept where filled data folders are kept
/// @param main the product's main class
/// @param jvmFlags for it
public record History(String messages, Optional<Path> kept, String main, List<String> jvmFlags) {
  private static final Duration LIMIT = Duration.ofHours(2);

  /// Written last, so that where it is the folder is whole.
  private static final String ACCOUNT = "account";

  public History {
    jvmFlags = List.copyOf(jvmFlags);
  }

  /// Fills a store, or brings a kept folder in its place; answers the SID of the account that most
  /// of it belongs to.
  ///
  /// @param data the server's data folder, not there yet
  /// @param account the SID that it should be, where it is to be made up now
  /// @param say is told how it goes
  public String into(
      Database database, Path data, String account, Processes processes, Consumer<String> say)
      throws IOException, InterruptedException {
    if (kept.isEmpty()) {
      fill(database, data, account, processes, say);
      return account;
    }
    var own = kept.get().resolve("history-" + messages);
    var whole = own.resolve(ACCOUNT);
    if (!Files.exists(whole)) {
      if (Files.exists(own)) {
        Disk.delete(own);
      }
      Files.createDirectories(own);
      fill(database, own.resolve("data"), account, processes, say);
      Files.writeString(whole, account);
    }
    say.accept("copying " + own.resolve("data"));
    Disk.copy(own.resolve("data"), data);
    return Files.readString(whole).strip();
  }

  private void fill(
      Database database, Path data, String account, Processes processes, Consumer<String> say)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(Jvm.command(jvmFlags, main));
    command.addAll(List.of("store", "fill", "--messages", messages, "--account", account));
    command.addAll(database.flags(data));
    Map<String, String> environment = new HashMap<>(database.environment());
    var start = new Child.Start("history", command, environment, false, Duration.ofSeconds(30));
    try (var filling = processes.start(start)) {
      filling.awaitSuccess(LIMIT, say);
    }
  }
}
