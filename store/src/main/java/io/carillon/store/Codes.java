package io.carillon.store;

import io.carillon.model.Account;
import io.carillon.model.Address;
import io.carillon.model.Audit;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Consent;
import io.carillon.model.Conversation;
import io.carillon.model.Direction;
import io.carillon.model.Encoding;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Notice;
import io.carillon.model.NumberFacts;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Replay;
import io.carillon.model.Report;
import io.carillon.model.Resource;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/// The stable numbers of the model's words, read back.
///
/// @param word what they name, for the error text
record Codes<T>(String word, Map<Integer, T> byCode) {
  static final Codes<Account.Standing> ACCOUNT_STANDING =
      of("account standing", Account.Standing.values(), Account.Standing::code);
  static final Codes<Address.Kind> ADDRESS =
      of("kind of address", Address.Kind.values(), Address.Kind::code);
  static final Codes<Audit.Action> AUDIT =
      of("action of the audit log", Audit.Action.values(), Audit.Action::code);
  static final Codes<Channel> CHANNEL = of("channel", Channel.values(), Channel::code);
  static final Codes<Consent.Action> CONSENT =
      of("action of a consent", Consent.Action.values(), Consent.Action::code);
  static final Codes<Consent.Method> CONSENT_METHOD =
      of("method of a consent", Consent.Method.values(), Consent.Method::code);
  static final Codes<Conversation.State> CONVERSATION_STATE =
      of("state of a conversation", Conversation.State.values(), Conversation.State::code);
  static final Codes<Direction> DIRECTION = of("direction", Direction.values(), Direction::code);
  static final Codes<Encoding> ENCODING = of("encoding", Encoding.values(), Encoding::code);
  static final Codes<Event.Kind> EVENT = of("kind of event", Event.Kind.values(), Event.Kind::code);
  static final Codes<Fault> FAULT = of("fault", Fault.values(), Fault::code);
  static final Codes<Leg.Standing> LEG =
      of("standing of a leg", Leg.Standing.values(), Leg.Standing::code);
  static final Codes<NumberFacts.Source> NUMBER_SOURCE =
      of("source of a number's facts", NumberFacts.Source.values(), NumberFacts.Source::code);
  static final Codes<Priority> PRIORITY = of("priority", Priority.values(), Priority::code);
  static final Codes<Notice.Progress> PROGRESS =
      of("progress of a notice", Notice.Progress.values(), Notice.Progress::code);
  static final Codes<Purpose> PURPOSE = of("purpose", Purpose.values(), Purpose::code);
  static final Codes<Consent.Reach.Kind> REACH =
      of("reach of a consent", Consent.Reach.Kind.values(), Consent.Reach.Kind::code);
  static final Codes<Commit.Reason> REASON =
      of("reason of money", Commit.Reason.values(), Commit.Reason::code);
  static final Codes<Replay.State> REPLAY =
      of("state of a replay", Replay.State.values(), Replay.State::code);
  static final Codes<Resource.Kind> RESOURCE =
      of("kind of resource", Resource.Kind.values(), Resource.Kind::code);
  static final Codes<Report.Scheme> SCHEME =
      of("scheme of parts", Report.Scheme.values(), Report.Scheme::code);
  static final Codes<Status> STATUS = of("status", Status.values(), Status::code);
  static final Codes<TraceRow.Kind> TRACE =
      of("kind of trace", TraceRow.Kind.values(), TraceRow.Kind::code);
  static final Codes<Report.Verdict> VERDICT =
      of("verdict", Report.Verdict.values(), Report.Verdict::code);
  static final Codes<Wait> WAIT = of("wait", Wait.values(), Wait::code);

  /// The word with this number; a number that nobody gave out is a broken store.
  T of(int code) {
    var found = byCode.get(code);
    if (found == null) {
      throw new StoreException("the store holds an unknown " + word + ": " + code);
    }
    return found;
  }

  private static <T> Codes<T> of(String word, T[] values, ToIntFunction<T> code) {
    var byCode = new HashMap<Integer, T>();
    for (var value : values) {
      byCode.put(code.applyAsInt(value), value);
    }
    return new Codes<>(word, Map.copyOf(byCode));
  }
}
