package io.carillon.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.carillon.model.port.StoreException;
import io.carillon.store.Dialect.Severity;
import java.sql.SQLException;
import java.util.Properties;

/// Pooled reading connections to PostgreSQL. The server itself cuts a question off after a second.
final class PostgresReaders implements Readers {
  private static final long WAIT_MS = 5_000;

  private final HikariDataSource pool;
  private final Sealing.Ready ready;
  private final Dialect dialect;

  PostgresReaders(Postgres dialect, StoreSettings.Postgres settings, Sealing.Ready ready) {
    var config = new HikariConfig();
    config.setJdbcUrl(settings.url());
    config.setPoolName("store-readers");
    config.setMaximumPoolSize(settings.readers());
    config.setConnectionTimeout(WAIT_MS);
    config.setReadOnly(true);
    config.setDataSourceProperties(properties(dialect));
    pool = new HikariDataSource(config);
    this.ready = ready;
    this.dialect = dialect;
  }

  private static Properties properties(Postgres dialect) {
    var properties = dialect.properties();
    properties.setProperty("options", "-c statement_timeout=" + QUESTION_MAX_MS);
    return properties;
  }

  @Override
  public <T> T read(String what, Question<T> question) {
    try {
      return ask(question, true);
    } catch (SQLException failed) {
      throw new StoreException(what + " could not be read", failed);
    }
  }

  /// A connection that was idle while the server was restarted is only found out by asking; then
  /// another one is asked, once.
  private <T> T ask(Question<T> question, boolean again) throws SQLException {
    try (var session = new Session(pool.getConnection(), ready.sql(), dialect, ready.keys())) {
      try {
        return question.ask(session);
      } catch (SQLException failed) {
        if (!again || dialect.severity(failed) != Severity.LOST) {
          throw failed;
        }
      }
    }
    return ask(question, false);
  }

  @Override
  public void close() {
    pool.close();
  }
}
