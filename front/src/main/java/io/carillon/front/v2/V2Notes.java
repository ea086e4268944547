package io.carillon.front.v2;

import io.carillon.engine.conversation.Notebook;
import io.carillon.engine.conversation.Tending.Outcome;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Conversation;
import io.carillon.model.ConversationNote;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.port.Conversations;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of the notes beside a conversation.
final class V2Notes {
  private static final int PAGE_MAX = 100;

  private final Conversations conversations;
  private final Notebook notebook;
  private final V2Conversations beside;

  V2Notes(Conversations conversations, Notebook notebook, V2Conversations beside) {
    this.conversations = conversations;
    this.notebook = notebook;
    this.beside = beside;
  }

  /// The newest first.
  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, Set.of("limit", "starting_after"));
    var paging = query.paging(PAGE_MAX);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var behind = ConversationBody.readNote(paging.after());
    if (behind.isEmpty() && !paging.after().isEmpty()) {
      return V2Door.refused(V2Query.badCursor(request.query(), "the id of a note"), request);
    }
    var found = beside.find(caller, request);
    if (found.isEmpty()) {
      return V2Conversations.unknown(request);
    }
    var id = found.get().id();
    var some = conversations.notes(caller.account().id(), id, behind, paging.limit() + 1);
    boolean more = some.size() > paging.limit();
    var page = more ? some.subList(0, paging.limit()) : some;
    var cursor = more ? ConversationBody.noteName(page.getLast().id()) : "";
    var path = "/v2/conversations/" + ConversationBody.name(id) + "/notes";
    var json = new JsonWriter();
    var body = ConversationBody.ofNotes(json);
    return Reply.json(200, V2Replies.list(json, new Listing<>(path, page, cursor), body::note));
  }

  Reply one(Caller caller, Request request) {
    return named(request)
        .flatMap(it -> conversations.note(caller.account().id(), it.conversation(), it.note()))
        .map(note -> shown(200, note))
        .orElseGet(() -> unknown(request));
  }

  private record Named(Id conversation, Id note) {}

  private static Optional<Named> named(Request request) {
    return ConversationBody.read(request.variable("id"))
        .flatMap(id ->
            ConversationBody.readNote(request.variable("note")).map(note -> new Named(id, note)));
  }

  Reply add(Caller caller, Request request) throws InterruptedException {
    var found = beside.find(caller, request);
    if (found.isEmpty()) {
      return V2Conversations.unknown(request);
    }
    var fields = Fields.readAll(request.body());
    var text = text(fields);
    var refusal = Repeats.refusal(request).or(fields::refusal);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var account = caller.account().id();
    var id = found.get().id();
    var once = Repeats.key(request, account, "v2 note beside " + id.hex());
    var author = caller.author(request).credential();
    return answer(201, notebook.add(account, id, author, text, once), request);
  }

  private static String text(Fields fields) {
    fields.only(Set.of("text"));
    fields.require("text");
    var text = fields.text("text", Conversation.NOTE_MAX).orElse("");
    if (text.isBlank() && fields.refusal().isEmpty()) {
      fields.wrong("text", "must not be blank");
    }
    return text;
  }

  Reply change(Caller caller, Request request) throws InterruptedException {
    var named = named(request);
    if (named.isEmpty()) {
      return unknown(request);
    }
    var fields = Fields.readAll(request.body());
    var text = text(fields);
    var refusal = Repeats.refusal(request).or(fields::refusal);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var account = caller.account().id();
    var at = named.get();
    var once = Repeats.key(request, account, "v2 note " + at.note().hex());
    return answer(200, notebook.change(account, at.conversation(), at.note(), text, once), request);
  }

  Reply drop(Caller caller, Request request) throws InterruptedException {
    var named = named(request);
    if (named.isEmpty()) {
      return unknown(request);
    }
    var at = named.get();
    return switch (notebook.drop(caller.account().id(), at.conversation(), at.note())) {
      case Outcome.Done<ConversationNote>(var note) -> {
        var json = new JsonWriter().object().text("id", ConversationBody.noteName(note.id()));
        yield Reply.json(200, json.text("object", "note").flag("deleted", true).end().bytes());
      }
      case Outcome.Unknown<ConversationNote> _ -> unknown(request);
      case Outcome.Overtaken<ConversationNote>(var now) ->
          V2Door.refused(V2Problem.overtaken(now), request);
      case Outcome.Refused<ConversationNote>(var no) -> V2Door.refused(no, request);
    };
  }

  private static Reply answer(int status, Outcome<ConversationNote> outcome, Request request) {
    return switch (outcome) {
      case Outcome.Done<ConversationNote>(var note) -> shown(status, note);
      case Outcome.Unknown<ConversationNote> _ -> unknown(request);
      case Outcome.Overtaken<ConversationNote>(var now) ->
          V2Door.refused(V2Problem.overtaken(now), request);
      case Outcome.Refused<ConversationNote>(var no) -> V2Door.refused(no, request);
    };
  }

  private static Reply shown(int status, ConversationNote note) {
    var json = new JsonWriter();
    ConversationBody.ofNotes(json).note(note);
    return Reply.json(status, json.bytes());
  }

  private static Reply unknown(Request request) {
    var none = Refusal.of(Fault.NOT_FOUND, "note", "The conversation has no such note.");
    return V2Door.refused(none, request);
  }
}
