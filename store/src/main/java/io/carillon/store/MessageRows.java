package io.carillon.store;

import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the messages and legs of one group.
///
/// Changes are tried first: all changes of one message that follow on each other become one update
/// with the last values and the first expected rev, and its update count is the guard's answer. New
/// messages are collected, with the changes that meet them, and inserted at the end.
final class MessageRows {
  private static final List<String> ERASED_WITH =
      List.of(
          "message_erase_legs",
          "message_erase_notices",
          "message_erase_trace",
          "message_erase_attempts",
          "message_erase_prints");

  private final Session writer;
  private final Keys keys;
  private final List<MessageStatement> inserts;
  private final List<MessageStatement> updates;
  private final List<List<Chain>> tried = new ArrayList<>();
  private final Map<MessageId, Message> added = new LinkedHashMap<>();
  private final Map<MessageId, Chain> chains = new LinkedHashMap<>();

  MessageRows(Session writer, Keys keys) throws SQLException {
    this.writer = writer;
    this.keys = keys;
    inserts = statements("message_insert_fresh", "message_insert");
    updates =
        statements(
            "message_update_delivered",
            "message_update_sent",
            "message_update_claimed",
            "message_update_waiting",
            "message_update_sent_delivered",
            "message_update",
            "message_update_redacted",
            "message_update_rewritten",
            "message_update_erased");
    updates.forEach(_ -> tried.add(new ArrayList<>()));
  }

  private List<MessageStatement> statements(String... names) throws SQLException {
    var statements = new ArrayList<MessageStatement>();
    for (var name : names) {
      statements.add(new MessageStatement(writer.prepared(name)));
    }
    return List.copyOf(statements);
  }

  /// Changes of one message in one group: those that follow on each other, and what came between
  /// them but follows on none.
  private static final class Chain {
    private final Message before;
    private Message after;
    private final List<Step> steps = new ArrayList<>(2);
    private boolean hasStray;

    Chain(Message before, Message after) {
      this.before = before;
      this.after = after;
    }
  }

  private record Step(int commit, Message before, Message after, boolean stray) {}

  /// Takes note of a change of a message that is not new in this group.
  void change(int commit, Message before, Message after) {
    var chain = chains.get(before.id());
    if (chain == null) {
      chain = new Chain(before, before);
      chains.put(before.id(), chain);
    }
    boolean stray = chain.after.state().rev() != before.state().rev();
    chain.steps.add(new Step(commit, before, after, stray));
    if (stray) {
      chain.hasStray = true;
    } else {
      chain.after = after;
    }
  }

  /// Told which commit lost against what stands.
  interface Lost {
    void lost(int commit, MessageId message);
  }

  /// Writes the changes noted so far.
  void writeChanges(Lost lost) throws SQLException {
    for (var chain : chains.values()) {
      add(chain);
    }
    var missed = new ArrayList<Chain>();
    for (int i = 0; i < updates.size(); i++) {
      var counts = updates.get(i).batch().run();
      var batch = tried.get(i);
      for (int j = 0; j < counts.length; j++) {
        var chain = batch.get(j);
        if (counts[j] != 1) {
          missed.add(chain);
        } else {
          writeLegs(chain.before, chain.after);
          leaveIndex(chain.before, chain.after);
          leaveWords(chain.before, chain.after);
          if (chain.hasStray) {
            chain.steps.stream()
                .filter(Step::stray)
                .forEach(step -> lost.lost(step.commit(), step.before().id()));
          }
        }
      }
      batch.clear();
    }
    chains.clear();
    for (var chain : missed) {
      retry(chain, lost);
    }
  }

  /// The first of a chain did not find what it expected: the others may, each by itself.
  private void retry(Chain chain, Lost lost) throws SQLException {
    for (var step : chain.steps) {
      boolean known = chain.steps.size() == 1;
      if (known || !written(step)) {
        lost.lost(step.commit(), step.before().id());
      }
    }
  }

  private boolean written(Step step) throws SQLException {
    var statement = updates.getLast();
    statement.add(writer, keys, step.after(), step.before().state().rev());
    boolean found = statement.batch().run()[0] == 1;
    if (found) {
      writeLegs(step.before(), step.after());
      leaveIndex(step.before(), step.after());
      leaveWords(step.before(), step.after());
    }
    return found;
  }

  /// What is found, or known again, by an address that was erased is so no more.
  private void leaveIndex(Message before, Message after) throws SQLException {
    if (after.isErased() && !before.isErased()) {
      writer
          .prepared("search_note")
          .number(keys.account(writer, after.account()))
          .id(after.id().value())
          .change();
      writer.prepared("attempt_blot").id(after.id().value()).change();
      writer.prepared("message_erase_prints").id(after.id().value()).change();
    }
  }

  /// What says something else is not found by the words that it had.
  private void leaveWords(Message before, Message after) throws SQLException {
    if (!Objects.equals(before.content(), after.content())) {
      writer.words().changed(keys.account(writer, after.account()), after.id().value());
    }
  }

  private void add(Chain chain) throws SQLException {
    long set = Differences.changed(chain.before, chain.after);
    for (int i = 0; i < updates.size(); i++) {
      if (updates.get(i).covers(set)) {
        updates.get(i).add(writer, keys, chain.after, chain.before.state().rev());
        tried.get(i).add(chain);
        return;
      }
    }
    throw new IllegalStateException("a change of what never changes");
  }

  /// Forgets a message and all that stands by its id; false where it is not as expected.
  boolean erase(Message last) throws SQLException {
    var id = last.id().value();
    int erased = writer.prepared("message_erase").id(id).number(last.state().rev()).change();
    if (erased != 1) {
      return false;
    }
    for (var rest : ERASED_WITH) {
      writer.prepared(rest).id(id).change();
    }
    int account = keys.account(writer, last.account());
    writer.prepared("search_note").number(account).id(id).change();
    writer.words().gone(account, id);
    return true;
  }

  /// The message as the group's commits so far made it, where it is new in this group.
  @Nullable Message added(MessageId id) {
    return added.isEmpty() ? null : added.get(id);
  }

  /// Takes a new message in, or new values of one.
  void put(Message message) {
    added.put(message.id(), message);
  }

  /// Inserts the new messages, and writes all legs.
  void flush() throws SQLException {
    for (var message : added.values()) {
      long set = Differences.filled(message);
      var insert = inserts.getFirst().covers(set) ? inserts.getFirst() : inserts.getLast();
      insert.add(writer, keys, message, 0);
      writeLegs(null, message);
    }
    added.clear();
    for (var insert : inserts) {
      insert.batch().run();
    }
    writer.prepared("leg_clear").run();
    writer.prepared("leg_put").run();
  }

  void clear() {
    chains.clear();
    added.clear();
    tried.forEach(List::clear);
  }

  private void writeLegs(@Nullable Message before, Message after) throws SQLException {
    var old = before == null ? List.<Leg>of() : before.state().legs();
    var next = after.state().legs();
    int had = Legs.tabled(old);
    int has = Legs.tabled(next);
    if (had == 0 && has == 0) {
      return;
    }
    if (has < had) {
      writer
          .prepared("leg_clear")
          .id(after.id().value())
          .number(has == 0 ? 0 : next.getLast().part())
          .add();
    }
    boolean moved =
        before == null
            || had == 0
            || !before.state().facts().carrier().equals(after.state().facts().carrier());
    int carrier = keys.name(writer, after.state().facts().carrier());
    for (int i = 0; i < has; i++) {
      if (moved || i >= old.size() || !old.get(i).equals(next.get(i))) {
        putLeg(after.id(), next.get(i), carrier);
      }
    }
  }

  private void putLeg(MessageId id, Leg leg, int carrier) throws SQLException {
    writer
        .prepared("leg_put")
        .id(id.value())
        .number(leg.part())
        .number(leg.standing().code())
        .number(leg.reference())
        .key(carrier)
        .textOrNone(leg.farId())
        .add();
  }
}
