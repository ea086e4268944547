package io.carillon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// What differs between the databases, and nothing else: how to connect, a few words of SQL, what
/// their errors mean.
interface Dialect {
  /// What an error means for the writer.
  enum Severity {
    /// These rows cannot be: one exists, a value does not fit.
    REFUSED,
    /// Not now: there is no room, or somebody holds a lock. Nothing was written.
    LATER,
    /// The connection is gone. Nothing was written, unless it went in the commit itself.
    LOST,
    /// Nobody knows what is on the disk: only a restart tells.
    FATAL
  }

  /// That of a store. Nothing is opened or made.
  static Dialect of(StoreSettings settings) {
    return switch (settings) {
      case StoreSettings.Sqlite(var folder, _) -> new Sqlite(folder.resolve(Sqlite.FILE));
      case StoreSettings.Postgres postgres -> new Postgres(postgres);
    };
  }

  /// What it is, with its version.
  String engine(Connection reader) throws SQLException;

  /// How much room it takes, in octets.
  long octets(Connection reader) throws SQLException;

  /// Fills `${…}` in statements and migrations.
  Map<String, String> words();

  /// Where Flyway connects to.
  Migrations.Place place();

  /// The one connection that writes, not in auto-commit. Fails with [StoreTaken] where another
  /// process writes.
  Connection writer() throws SQLException;

  /// A connection for very many rows at once, not in auto-commit: nothing is synced before
  /// [#endBulk].
  Connection bulk() throws SQLException;

  /// Syncs what [#bulk]'s connection wrote.
  void endBulk(Connection connection) throws SQLException;

  /// Whether what is changed on this connection from now on is overwritten on the disk as well,
  /// where the database can do so, even where that makes it write more; also inside a transaction.
  void overwrites(Connection writer, boolean whether) throws SQLException;

  /// What rows of these small tables held before they were changed is gone from the disk when it
  /// returns true, as far as files of the database itself go; false where that has to be tried
  /// again, since somebody still reads what they held. Between two transactions.
  boolean forgets(Connection writer, List<String> tables) throws SQLException;

  /// A connection that only reads, in auto-commit; a question on it may take any time.
  Connection reader() throws SQLException;

  /// A connection that only reads, all of it as of one moment.
  Connection snapshot() throws SQLException;

  /// What is broken in the database itself, at most so many lines; nothing where it cannot tell.
  List<String> integrity(Connection reader, int lines) throws SQLException;

  /// What is done when tables were filled from outside: numbers that are given out go on behind the
  /// last.
  void filled(Connection writer, List<Table> tables) throws SQLException;

  /// Meets an error: where it tells of damage, that is noted; whether it does.
  boolean met(SQLException error);

  /// Forgets noted damage; whether any was noted.
  boolean forgetsDamage();

  /// Commits the open transaction and, where the answer can be lost on the way, keeps the mark with
  /// it. A commit whose connection was [Severity#LOST] may stand or not: [#lastMark] tells.
  void commit(Connection writer, long mark) throws SQLException;

  /// Takes the open transaction back, also where the database has done so by itself; another one
  /// can be begun then.
  void rollBack(Connection writer) throws SQLException;

  /// The mark of the last transaction that stands; 0 where none is kept.
  long lastMark(Connection writer) throws SQLException;

  /// What an error means; of a commit, too.
  Severity severity(SQLException error);

  /// What an error of opening means, and what to do about it, for an operator; without any secret.
  String trouble(SQLException error);

  /// The class of an error, without any value.
  String reason(SQLException error);

  /// A text as this database can keep it.
  String text(String value);
}
