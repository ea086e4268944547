package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.port.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Looks at everything in a store: whether the file is whole, whether every message can be read,
/// and whether what belongs together agrees. It changes no row, and a server may work meanwhile.
public final class Checkup {
  /// What the finding on the version of the tables is about.
  public static final String TABLES = "tables";

  /// What the finding on the keys of persons is about.
  public static final String PERSON_KEYS = "keys of persons";

  private static final String ITSELF = "the database itself";
  private static final int ROWS = 500;
  private static final int INTEGRITY_LINES = 10;

  private final Dialect dialect;
  private final ArchiveFolder folder;
  private final StoreSettings settings;
  private final KeyPlace place;
  private final Session session;
  private final Consumer<Finding> told;
  private final List<Finding> findings = new ArrayList<>();

  private Checkup(
      Dialect dialect, StoreSettings settings, Session session, Consumer<Finding> told) {
    this.dialect = dialect;
    folder = new ArchiveFolder(settings.folder());
    this.settings = settings;
    place = settings.keys();
    this.session = session;
    this.told = told;
  }

  /// One thing that was looked at.
  ///
  /// @param about what, in a few words
  /// @param what how it stands
  public record Finding(String about, boolean isWell, String what) {}

  /// What is counted, and the statement that counts what is wrong with it.
  private enum Count { // table
    BOOKS("ledger: its two books cancel out"),
    BALANCES("ledger: its sums are the balances"),
    OVERDRAFTS("ledger: no balance lies below its credit"),
    LEDGER_ACCOUNTS("ledger: each account in it has a balance"),
    NOTICES("notices: each has its message"),
    NOTICES_OPEN("notices: an open one comes up"),
    LEGS("legs: each has its message"),
    LEGS_MISSING("legs: no message lacks one"),
    TRACE("trace: each row has its message"),
    WORDS("words: each row has its message"),
    OPT_OUTS("opt-outs: each has its record"),
    WORK_LOST("work: what waits for a moment has one"),
    WORK_LANE("work: what is due stands in a lane");

    private final String about;

    Count(String about) {
      this.about = about;
    }

    String statement() {
      return "check_" + name().toLowerCase(Locale.ROOT);
    }
  }

  @FunctionalInterface
  private interface Look {
    Finding at(String about) throws SQLException;
  }

  /// Looks at a store and answers all findings; that it is too broken to be opened is one.
  ///
  /// @param told each finding as soon as it is known
  /// @throws StoreException where it cannot be opened
  public static List<Finding> of(StoreSettings settings, Consumer<Finding> told) {
    var dialect = Dialect.of(settings);
    try (var session = Session.withoutBodies(dialect.reader(), dialect)) {
      var checkup = new Checkup(dialect, settings, session, told);
      checkup.run();
      return List.copyOf(checkup.findings);
    } catch (SQLException failed) {
      if (!dialect.met(failed)) {
        throw new StoreException(dialect.trouble(failed), failed);
      }
      var finding = new Finding(ITSELF, false, "cannot be opened: " + dialect.reason(failed));
      told.accept(finding);
      return List.of(finding);
    }
  }

  private void run() {
    look(ITSELF, this::integrity);
    look(TABLES, this::version);
    if (isWell()) {
      look("accounts and their secrets", this::accounts);
      look("audit log", about -> new AuditCheck(session).finding(about));
      look("messages", this::messages);
      look("messages: their bodies are sealed", this::bodies);
      for (var count : Count.values()) {
        look(count.about, about -> counted(about, count.statement()));
      }
      look("consents: the records are chained", about -> new ConsentCheck(session).finding(about));
      look(PERSON_KEYS, this::personKeys);
      archive();
    }
    if (isWell() && dialect.forgetsDamage()) {
      tell(new Finding("note of damage", true, "taken away: nothing is broken"));
    }
  }

  private boolean isWell() {
    return findings.stream().allMatch(Finding::isWell);
  }

  private void look(String about, Look look) {
    try {
      tell(look.at(about));
    } catch (SQLException failed) {
      tell(new Finding(about, false, "cannot be read: " + dialect.reason(failed)));
    } catch (StoreException | IllegalArgumentException unreadable) {
      tell(new Finding(about, false, "cannot be read: " + unreadable.getMessage()));
    }
  }

  private void tell(Finding finding) {
    findings.add(finding);
    told.accept(finding);
  }

  private Finding integrity(String about) throws SQLException {
    var broken = dialect.integrity(session.connection(), INTEGRITY_LINES);
    return broken.isEmpty()
        ? new Finding(about, true, "whole")
        : new Finding(about, false, String.join("; ", broken));
  }

  private Finding version(String about) throws SQLException {
    int version = Migrations.version(session.connection());
    if (version == Migrations.NEWEST) {
      return new Finding(about, true, "version " + version);
    }
    var advice =
        version < Migrations.NEWEST
            ? "; ./carillon store migrate brings them up to date"
            : "; a newer Carillon wrote them";
    return new Finding(
        about,
        false,
        "version " + version + ", this Carillon works on " + Migrations.NEWEST + advice);
  }

  /// Where the keys of persons do not open, the finding about them says what there is to do.
  private void archive() {
    ArchiveSeal seal;
    try {
      seal = PersonTree.seal(settings);
    } catch (StoreException _) {
      return;
    }
    look("archive", about -> new ArchiveCheck(session, folder, seal).finding(about));
  }

  private Finding personKeys(String about) throws SQLException {
    var standing = PersonKeysStanding.of(session, settings);
    return new Finding(about, standing.isWell(), standing.words());
  }

  private Finding accounts(String about) throws SQLException {
    var mirror = new Mirror();
    new RosterRows(session, new Keys(), mirror, Sealing.opened(session, place)).read();
    return new Finding(about, true, number(mirror.directory().accounts().size()));
  }

  /// Reads every one, as the server would, and so opens every body.
  private Finding messages(String about) throws SQLException {
    try (var opening = Sealing.reading(dialect.reader(), dialect, place)) {
      var rows = new MessageRow(opening, new Keys());
      long count = 0;
      var last = Id.v7(0, 0, 0);
      while (true) {
        var some = rows.messages(opening.prepared("message_after").id(last).number(ROWS));
        count += some.size();
        if (some.size() < ROWS) {
          return new Finding(about, true, number(count));
        }
        last = some.getLast().id().value();
      }
    }
  }

  private Finding bodies(String about) throws SQLException {
    long plain = PlainBodies.count(session);
    return new Finding(
        about,
        true,
        plain == 0 ? "all" : "all but " + number(plain) + ", which stand in the clear");
  }

  private Finding counted(String about, String statement) throws SQLException {
    long wrong = session.prepared(statement).one(Row::large).orElse(0L);
    return new Finding(about, wrong == 0, wrong == 0 ? "" : "not so " + number(wrong) + " times");
  }

  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
