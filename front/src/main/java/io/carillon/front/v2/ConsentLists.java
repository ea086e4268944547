package io.carillon.front.v2;

import io.carillon.engine.optout.Recording;
import io.carillon.engine.optout.Recording.Said;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.AccountId;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Method;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes lists of what persons said, as CSV or as a JSON object a line.
///
/// Every line that says what it must is recorded, and of every other it is told what is wrong. A
/// list is known by its Idempotency-Key, or without one by its own bytes, and recorded in steps of
/// 500 lines that each have that key: sent again within 7 days, it goes on where it ended.
final class ConsentLists {
  /// How many lines one list has at most.
  static final int LINES_MAX = 10_000;

  private static final int PROBLEMS_MAX = 100;
  private static final int NAMES_MAX = 50;

  private final Accounts accounts;
  private final Recording recording;
  private final Clock clock;
  private final Set<String> names = new HashSet<>(ConsentBody.FIELDS);

  ConsentLists(Accounts accounts, Recording recording, Clock clock) {
    this.accounts = accounts;
    this.recording = recording;
    this.clock = clock;
    names.addAll(ConsentBody.EXPORTED);
  }

  /// One line of a list.
  ///
  /// @param number of the line in the body, from 1
  private record Line(int number, Fields fields) {}

  /// What is wrong with a line.
  private record Problem(int line, Refusal refusal) {}

  Reply take(Caller caller, Request request) throws InterruptedException {
    var refusal = V2Consents.against(caller).or(() -> Repeats.refusal(request));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var text = new String(request.body(), StandardCharsets.UTF_8);
    boolean isCsv = request.header("Content-Type").orElse("").startsWith("text/csv");
    var lines = isCsv ? csv(text) : jsonl(text);
    return lines.isEmpty()
        ? V2Door.refused(unreadable(isCsv), request)
        : kept(caller, request, lines.get());
  }

  private Reply kept(Caller caller, Request request, List<Line> lines) throws InterruptedException {
    var body = new ConsentBody(caller, accounts.directory(), clock.now());
    var account = caller.account().id();
    var problems = new ArrayList<Problem>();
    int imported = 0;
    for (int from = 0; from < lines.size(); from += Recording.ROWS_MAX) {
      var some = lines.subList(from, Math.min(lines.size(), from + Recording.ROWS_MAX));
      var good = good(body, some, problems);
      var once = key(request, account, from / Recording.ROWS_MAX);
      var refusal = recording.keep(account, good, Optional.of(once));
      if (refusal.isPresent()) {
        return V2Door.refused(refusal.get(), request);
      }
      imported += good.size();
    }
    return Reply.json(200, told(lines.size(), imported, problems));
  }

  private List<Said> good(ConsentBody body, List<Line> lines, List<Problem> problems) {
    var good = new ArrayList<Said>();
    for (var line : lines) {
      var fields = line.fields();
      fields.only(names);
      var said = body.read(fields, Method.IMPORT);
      var wrong = fields.refusal();
      if (wrong.isPresent()) {
        problems.add(new Problem(line.number(), wrong.get()));
      } else if (said.action() != Action.ASK) {
        good.add(said);
      } else {
        var rule = "\"action\" must be grant or revoke: a list asks nobody.";
        problems.add(new Problem(line.number(), Refusal.of(Fault.FIELD_INVALID, "action", rule)));
      }
    }
    return good;
  }

  private static Idempotency key(Request request, AccountId account, int step) {
    var place = "v2 consents import";
    return Repeats.key(request, account, place, step, request.body())
        .orElseGet(() -> {
          var hash = Keys.sha256(request.bodyText());
          return new Idempotency(account, place + " " + hash, step, hash);
        });
  }

  private static byte[] told(int lines, int imported, List<Problem> problems) {
    var json = new JsonWriter().object().text("object", "consent_import");
    json.number("lines", lines).number("imported", imported);
    json.number("wrong", problems.size()).array("problems");
    for (var problem : problems.subList(0, Math.min(PROBLEMS_MAX, problems.size()))) {
      var refusal = problem.refusal();
      json.object().number("line", problem.line()).textOrNull("field", refusal.field());
      json.text("message", V2Problem.of(refusal).message()).end();
    }
    return json.endArray().end().bytes();
  }

  private static Refusal unreadable(boolean isCsv) {
    var each = isCsv ? "below a line of names such as to,from,action" : "each a JSON object";
    return Refusal.of(
        Fault.FIELD_INVALID,
        "body",
        "The body must have 1 to %d lines, %s.".formatted(LINES_MAX, each));
  }

  /// The lines of a file of objects; empty where there are none, or too many.
  private static Optional<List<Line>> jsonl(String text) {
    var lines = new ArrayList<Line>();
    int number = 0;
    for (var it = text.lines().iterator(); it.hasNext() && lines.size() <= LINES_MAX; ) {
      var line = it.next();
      number++;
      if (!line.isBlank()) {
        lines.add(new Line(number, Fields.readAll(line.getBytes(StandardCharsets.UTF_8))));
      }
    }
    return some(lines);
  }

  /// The lines of a CSV file; empty where there are none, or too many, or no names above them.
  private static Optional<List<Line>> csv(String text) {
    var reader = new CsvReader(text);
    var head = reader.next().map(CsvReader.Row::fields).orElse(List.of());
    if (!head.contains("to") || head.size() > NAMES_MAX) {
      return Optional.empty();
    }
    var lines = new ArrayList<Line>();
    for (var row = reader.next();
        row.isPresent() && lines.size() <= LINES_MAX;
        row = reader.next()) {
      if (!row.get().isBlank()) {
        lines.add(new Line(row.get().line(), fields(head, row.get())));
      }
    }
    return some(lines);
  }

  private static Optional<List<Line>> some(List<Line> lines) {
    return Optional.of(lines).filter(all -> !all.isEmpty() && all.size() <= LINES_MAX);
  }

  private static Fields fields(List<String> head, CsvReader.Row row) {
    var json = new JsonWriter().object();
    var seen = new HashSet<String>();
    for (int i = 0; i < Math.min(head.size(), row.fields().size()); i++) {
      var name = head.get(i).strip();
      var value = row.fields().get(i);
      if (!value.isEmpty() && seen.add(name)) {
        json.text(name, value);
      }
    }
    var fields = Fields.readAll(json.end().bytes());
    if (!row.whole()) {
      fields.refuse(Refusal.of(Fault.MALFORMED, "", "A quote is never closed."));
    } else if (row.fields().size() > head.size()) {
      fields.refuse(Refusal.of(Fault.MALFORMED, "", "The line has more fields than names."));
    }
    return fields;
  }
}
