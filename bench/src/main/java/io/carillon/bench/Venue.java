package io.carillon.bench;

import io.carillon.bench.database.Database;
import io.carillon.bench.database.Folder;
import io.carillon.bench.database.History;
import io.carillon.bench.database.Postgres;
import io.carillon.bench.scene.Credentials;
import io.carillon.bench.sync.SlowSync;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a server of ours is started on: its database, with a history where one is wanted, and how
/// slowly that syncs. Made once a run; a server may be started on it several times.
final class Venue {
  private final Options options;
  private final Ground ground;
  private final Database database;
  private final Credentials credentials;
  private final Optional<SlowSync> slow;

  private Venue(
      Options options,
      Ground ground,
      Database database,
      Credentials credentials,
      Optional<SlowSync> slow) {
    this.options = options;
    this.ground = ground;
    this.database = database;
    this.credentials = credentials;
    this.slow = slow;
  }

  /// Starts the database's server, where it has one, and fills it.
  ///
  /// @param history how many messages of the past; empty: none
  /// @param progress is told how it goes
  static Venue prepare(Options options, Ground ground, String history, PrintStream progress)
      throws IOException, InterruptedException {
    var delay = options.server().slowSync();
    Optional<SlowSync> slow =
        delay.isPresent()
            ? Optional.of(SlowSync.build(ground.folder(), delay.get()))
            : Optional.empty();
    var data = ServerUnderTest.data(ground.folder());
    var database =
        switch (options.server().database()) {
          case SQLITE -> new Folder(data);
          case POSTGRES -> postgres(ground, slow);
        };
    var credentials = Credentials.random();
    if (!history.isEmpty()) {
      var server = options.server();
      var account =
          new History(history, options.place().histories(), server.mainClass(), server.jvmFlags())
              .into(
                  database, data, credentials.accountSid(), ground.processes(), progress::println);
      credentials = credentials.of(account);
    }
    return new Venue(options, ground, database, credentials, slow);
  }

  private static Database postgres(Ground ground, Optional<SlowSync> slow)
      throws IOException, InterruptedException {
    if (slow.isPresent()) {
      slow.get().share();
    }
    var environment = slow.map(SlowSync::environment).orElse(Map.of());
    return Postgres.start(ground.folder(), environment, ground.processes());
  }

  /// @param config the settings, as YAML; with none the server's own defaults count
  ServerUnderTest start(String config) throws IOException, InterruptedException {
    var environment = new HashMap<>(database.environment());
    environment.putAll(credentials.environment());
    slow.ifPresent(sync -> environment.putAll(sync.environment()));
    List<String> flags = new ArrayList<>(database.flags(ServerUnderTest.data(ground.folder())));
    var server = options.server();
    return ServerUnderTest.start(
        new ServerUnderTest.Recipe(server.mainClass(), server.jvmFlags(), flags, environment),
        ground,
        config);
  }

  Database database() {
    return database;
  }

  Credentials credentials() {
    return credentials;
  }

  /// Counts the syncs of the server and of its database.
  SyncWatch syncs() {
    return new SyncWatch(slow);
  }
}
