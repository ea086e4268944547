package io.carillon.store;

import io.carillon.model.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the store keeps its rows.
public sealed interface StoreSettings {
  /// What people call the place, without any secret: it may stand in errors and logs.
  String place();

  /// The data folder: what is archived stands in it, whatever the store is kept in.
  Path folder();

  /// Where the key of its secrets stands.
  KeyPlace keys();

  /// The file of the keys of persons.
  default Path personKeys() {
    return folder().resolve(keys().people());
  }

  /// Embedded: a file `carillon.db` in a folder, which is made where it is missing.
  record Sqlite(Path folder, KeyPlace keys) implements StoreSettings {
    /// With the master key in the folder.
    public Sqlite(Path folder) {
      this(folder, KeyPlace.in(folder));
    }

    @Override
    public String place() {
      return "the data folder " + folder;
    }
  }

  /// A PostgreSQL server, version 12 or newer.
  ///
  /// @param folder the data folder of the server that works on it
  /// @param url `jdbc:postgresql://host:port/database`, where further words of the driver may
  ///   follow; no password stands in it, since command lines show it to everybody
  /// @param user who logs in, unless the URL names another
  /// @param password empty = whatever the driver finds in `~/.pgpass`, or none
  /// @param readers how many connections read at the same time, 1–64; one more writes
  record Postgres(Path folder, String url, String user, Secret password, int readers, KeyPlace keys)
      implements StoreSettings {
    /// How every URL of a PostgreSQL server begins.
    public static final String SCHEME = "jdbc:postgresql:";

    private static final int READERS_MAX = 64;
    private static final Pattern URL = Pattern.compile(SCHEME + "//([^/?#@]+)/([^/?#]+)(\\?.*)?");
    private static final Pattern SECRET =
        Pattern.compile("[?&](ssl)?password=|//[^/?#]*@", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER = Pattern.compile("[?&]user=([^&]*)");

    /// @throws IllegalArgumentException with words for people that do not repeat the URL
    public Postgres {
      if (readers < 1 || readers > READERS_MAX) {
        throw new IllegalArgumentException("readers: " + readers);
      }
      if (SECRET.matcher(url).find()) {
        throw new IllegalArgumentException(
            "holds a password or who logs in, which others could read there; see store.user and"
                + " store.password-file");
      }
      if (!URL.matcher(url).matches()) {
        throw new IllegalArgumentException("is to be jdbc:postgresql://host:port/database");
      }
    }

    /// With the master key in the data folder.
    public Postgres(Path folder, String url, String user, Secret password, int readers) {
      this(folder, url, user, password, readers, KeyPlace.in(folder));
    }

    @Override
    public String place() {
      return "the database " + database() + " on " + parts().group(1);
    }

    String database() {
      return decoded(parts().group(2));
    }

    /// Who logs in.
    String login() {
      return Optional.ofNullable(parts().group(3))
          .map(USER::matcher)
          .filter(Matcher::find)
          .map(named -> decoded(named.group(1)))
          .orElse(user);
    }

    private Matcher parts() {
      var parts = URL.matcher(url);
      if (!parts.matches()) {
        throw new IllegalStateException("was looked at before");
      }
      return parts;
    }

    private static String decoded(String part) {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
  }
}
