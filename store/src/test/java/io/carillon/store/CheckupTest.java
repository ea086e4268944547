package io.carillon.store;

import static io.carillon.testkit.Samples.LANE;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Account;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Consents;
import io.carillon.testkit.Samples;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Everything that can be wrong is found, by its name.
class CheckupTest {
  @TempDir Path folder;

  @BeforeEach
  void fill() throws Exception {
    try (var store = Opened.freshSqlite(folder)) {
      var samples = new Samples(1);
      for (var name : List.of("one", "two")) {
        var account = Samples.account().with(name, Account.Standing.ACTIVE);
        var entry = new Write.Enrolled(new Entry.OfAccount(account), Samples.OCCASION);
        store.commits().write(Samples.inside(entry));
      }
      var message = samples.message();
      store.commits().write(accept(message));
      var long3 = samples.message();
      store.commits().write(accept(long3));
      store
          .commits()
          .write(
              new Commit(
                  Urgency.INSIDE,
                  List.of(),
                  List.of(
                      new Write.Changed(long3, Samples.claimed(long3, 3, START)),
                      new Write.Owed(Samples.notice(long3, 1, START)),
                      new Write.Noted(new TraceRow(long3.id(), START, TraceRow.Kind.RESENT, LANE)),
                      new Write.Moved(
                          Samples.ACCOUNT, Reason.OPENING, Samples.usd(1_000_000), START),
                      said(Consent.Action.GRANT, "START"),
                      said(Consent.Action.REVOKE, "STOP"))));
    }
  }

  private static Write said(Consent.Action action, String words) {
    return new Write.Consented(
        new Consent(
            Samples.ACCOUNT,
            Consent.Reach.ACCOUNT,
            Address.phone("+14155552671"),
            action,
            START,
            Consent.Proof.written(words, "")),
        true);
  }

  private List<Checkup.Finding> look() {
    return Checkup.of(new StoreSettings.Sqlite(folder), _ -> {});
  }

  private void spoil(String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("carillon.db"));
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
    }
  }

  @Test
  void aSoundStoreIsWell() {
    assertThat(look()).allMatch(Checkup.Finding::isWell).hasSizeGreaterThan(12);
  }

  @Test
  void whoSaidItIsBlottedOutAfterFiveYearsUnlessItHolds() throws Exception {
    try (var store = Opened.sqlite(folder)) {
      store.sweep(START.plus(Duration.ofDays(5 * 365 - 1)));
      assertThat(records(store)).hasSize(2);

      store.sweep(START.plus(Duration.ofDays(5 * 365 + 1)));
      assertThat(records(store)).hasSize(1).allMatch(Consents.Kept::inForce);
    }
    assertThat(look()).allMatch(Checkup.Finding::isWell);
  }

  private static List<Consents.Kept> records(Store store) {
    var filter = Consents.Filter.of(Samples.ACCOUNT);
    return store.consents().page(filter, Long.MAX_VALUE, 10).records();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audit log | UPDATE audit SET body = hash WHERE number = 1
          audit log | DELETE FROM audit WHERE number = 2
          audit log | DELETE FROM audit WHERE number = 1
          audit log | UPDATE audit SET name = 'other' WHERE number = 1
          ledger: its two books cancel out | DELETE FROM ledger WHERE book = 2
          ledger: its sums are the balances | UPDATE balance SET micros = micros + 1
          ledger: no balance lies below its credit | UPDATE balance SET credit = -micros - 1
          ledger: each account in it has a balance | DELETE FROM balance
          notices: each has its message | UPDATE notice SET message = x'00'
          notices: an open one comes up | UPDATE notice SET due = NULL
          legs: each has its message | UPDATE leg SET message = x'00'
          legs: no message lacks one | DELETE FROM leg WHERE part = 3
          trace: each row has its message | UPDATE trace SET message = x'00'
          words: each row has its message | INSERT INTO word VALUES (1, 5, x'00')
          opt-outs: each has its record | UPDATE opt_out SET consent = 99
          opt-outs: each has its record | UPDATE consent SET action = 1 WHERE id = 2
          consents: the records are chained | UPDATE consent SET at = at + 1 WHERE id = 1
          consents: the records are chained | UPDATE consent SET words = 'YES' WHERE id = 2
          consents: the records are chained | DELETE FROM consent WHERE id = 1
          work: what waits for a moment has one | UPDATE message SET due = NULL
          work: what is due stands in a lane | UPDATE message SET lane = NULL
          messages | UPDATE message SET content = x'ff'
          messages | UPDATE message SET account = 99
          messages | UPDATE message SET status = 77
          """)
  void whatIsWrongIsFound(String about, String sql) throws Exception {
    spoil(sql);

    assertThat(look())
        .filteredOn(finding -> finding.about().equals(about))
        .singleElement()
        .matches(finding -> !finding.isWell());
  }

  @Test
  void tablesOfAnotherVersionAreTold() throws Exception {
    var newest = "%03d".formatted(Migrations.NEWEST);
    spoil("DELETE FROM flyway_schema_history WHERE version = '" + newest + "'");

    assertThat(look()).anyMatch(finding -> !finding.isWell() && finding.what().contains("version"));
  }
}
