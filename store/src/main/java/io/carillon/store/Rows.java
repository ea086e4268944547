package io.carillon.store;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Write;
import io.carillon.model.port.Prints;
import io.carillon.store.vault.Vault;
import java.sql.SQLException;
import java.util.List;

/// What the commits of one group write, by kind: collected in memory, then written as batches in
/// the order of a message's life.
final class Rows {
  final MessageRows messages;
  final MoneyRows money;
  final UsageRows usage;
  final IdempotencyRows idempotency;
  final ConsentRows consents;
  final TouchRows touches;
  final ConversationRows conversations;
  private final Session writer;
  private final NoticeRows notices;
  private final SpendingRows spendings;
  private final HalfRows halves;
  private final FragmentRows fragments;
  private final PrintRows prints;
  private final RefusalRows refusals;
  private final TraceRows traces;
  private final RosterRows roster;
  private final SigningRows signings;
  private final EventRows events;
  private final AttemptRows attempts;
  private final ReplayRows replays;

  Rows(
      Session writer,
      Keys keys,
      RosterRows roster,
      ConsentRows consents,
      IdempotencyRows idempotency,
      Vault vault)
      throws SQLException {
    this.writer = writer;
    this.roster = roster;
    this.consents = consents;
    messages = new MessageRows(writer, keys);
    notices = new NoticeRows(writer, keys);
    money = new MoneyRows(writer, keys);
    spendings = new SpendingRows(writer, keys);
    usage = new UsageRows(writer, keys, spendings);
    touches = new TouchRows(writer, keys, consents::mark);
    conversations = new ConversationRows(writer, keys, vault, consents::mark);
    this.idempotency = idempotency;
    halves = new HalfRows(writer, keys);
    fragments = new FragmentRows(writer, keys);
    prints = new PrintRows(writer);
    signings = new SigningRows(writer, keys);
    events = new EventRows(writer, keys, new HappeningRows(writer, keys, roster.mirror(), notices));
    attempts = new AttemptRows(writer, keys);
    replays = new ReplayRows(writer, keys);
    refusals = new RefusalRows(writer, keys);
    traces = new TraceRows(writer);
  }

  /// Reads what is known of the persons that these commits ask for.
  void readPersons(List<Commit> commits) throws SQLException {
    consents.read(commits);
    touches.read(commits);
    conversations.read(commits);
  }

  void take(Write write) throws SQLException {
    switch (write) {
      case Write.Added(var message) -> messages.put(message);
      case Write.Changed(_, var after) -> {
        if (messages.added(after.id()) != null) {
          messages.put(after);
        }
      }
      case Write.Owed owed -> notices.owe(owed);
      case Write.Retold retold -> notices.retell(retold);
      case Write.Noted(var row) -> traces.note(row);
      case Write.Moved moved -> money.move(moved);
      case Write.Posted(var posting) -> money.post(posting);
      case Write.Credited credited -> money.credit(credited);
      case Write.Counted(var used) -> usage.count(used);
      case Write.Spent(var spending) -> spendings.spend(spending);
      case Write.Touched(var touch) -> touches.put(touch);
      case Write.Untouched back -> touches.drop(back);
      case Write.Threaded(var line) -> conversations.thread(line).forEach(events::put);
      case Write.Tended(var after) -> conversations.tend(after);
      case Write.Annotated(var note) -> conversations.annotate(note);
      case Write.Unannotated(var note) -> conversations.unannotate(note);
      case Write.Keyed keyed -> idempotency.put(keyed);
      case Write.Parked(var half) -> halves.park(half);
      case Write.Unparked(var carrier, var farId) -> halves.unpark(carrier, farId);
      case Write.Fragmented(var fragment) -> fragments.put(fragment);
      case Write.Joined(var series) -> fragments.join(series);
      case Write.Printed(var print) -> prints.put(print);
      case Write.Settled(var whose, var part) -> prints.settle(new Prints.Place(whose, part));
      case Write.Enrolled(var entry, var by) -> roster.enroll(entry, by);
      case Write.Declined(var refused) -> refusals.put(refused);
      case Write.Consented consented -> consents.put(consented);
      case Write.Swept(var number) -> consents.swept(number);
      case Write.Signed(var what) -> signings.put(what);
      case Write.Happened(var event) -> events.put(event);
      case Write.Tried(var attempt) -> attempts.put(attempt);
      case Write.Replayed(var replay) -> replays.put(replay);
      case Write.Erased _ -> throw new IllegalStateException("erased by itself");
    }
  }

  void flush() throws SQLException {
    messages.flush();
    idempotency.flush();
    money.flush();
    usage.flush();
    spendings.flush();
    touches.flush();
    conversations.flush();
    events.owe();
    notices.flush();
    traces.flush();
    refusals.flush();
    halves.flush();
    fragments.flush();
    prints.flush();
    signings.flush();
    events.flush();
    attempts.flush();
    replays.flush();
    roster.flush();
    consents.flush();
  }

  /// Forgets what was asked for a commit that was refused by itself.
  void forget() throws SQLException {
    money.clear();
    usage.clear();
    spendings.clear();
    idempotency.clear();
  }

  /// Forgets all that was collected and not written.
  void clear() throws SQLException {
    messages.clear();
    notices.clear();
    money.clear();
    usage.clear();
    spendings.clear();
    touches.clear();
    conversations.clear();
    idempotency.clear();
    halves.clear();
    fragments.clear();
    prints.clear();
    signings.clear();
    events.clear();
    attempts.clear();
    replays.clear();
    roster.clear();
    consents.clear();
    writer.clear();
  }
}
