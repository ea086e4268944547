package io.carillon.front.mycpaas;

import io.carillon.engine.answer.Answering;
import io.carillon.front.markup.Element;
import io.carillon.front.markup.Link;
import io.carillon.front.markup.MarkupReader;
import io.carillon.front.markup.Reading;
import io.carillon.front.markup.Redirect;
import io.carillon.front.markup.Trouble;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.model.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads what an answer in TwiML, or LaML, asks for: `<Message>`, `<Sms>` and `<Redirect>`, in
/// their order (Twilio's pages "TwiML for Programmable Messaging").
///
/// A verb that cannot be done has its number in the trace, and those behind it are done. Numbers
/// are those of Twilio's dictionary of errors and warnings.
///
/// @param message that is answered: who wrote it hears the answer, unless the answer says otherwise
/// @param objections what stands against calling a URL
record Twiml(Message message, Function<String, Optional<String>> objections) {
  private static final int MEDIA_MAX = 10;
  private static final int URL_MAX = 2_048;

  private static final int URL_INVALID = Redirect.URL_INVALID;
  private static final int UNREACHABLE = 11_205;
  private static final int BROKEN = 11_206;
  private static final int NAME = 11_210;
  private static final int INSECURE = 11_220;
  private static final int CERTIFICATE_NAME = 11_235;
  private static final int CERTIFICATE_DATE = 11_236;
  private static final int CERTIFICATE_TRUST = 11_237;
  private static final int RETRIEVAL = 11_200;
  private static final int TOO_LARGE = 11_750;
  private static final int UNPARSABLE = 12_100;
  private static final int NO_RESPONSE = 12_102;
  private static final int SCHEMA = 12_200;
  private static final int CONTENT_TYPE = 12_300;
  private static final int TO_INVALID = 14_101;
  private static final int FROM_INVALID = 14_102;
  private static final int BODY_INVALID = 14_103;
  private static final int METHOD_INVALID = 14_104;
  private static final int CALLBACK_INVALID = 14_105;
  private static final int DOCUMENTS = 14_106;
  private static final int REPLIES = 14_109;
  private static final int VERB_INVALID = 14_110;

  private static final Set<String> ATTRIBUTES =
      Set.of("to", "from", "action", "method", "statusCallback");

  /// The number of a trouble with a document.
  static int code(Trouble trouble) { // table
    return switch (trouble) {
      case REFUSED -> URL_INVALID;
      case NAME -> NAME;
      case UNREACHABLE, TIME -> UNREACHABLE;
      case CERTIFICATE_NAME -> CERTIFICATE_NAME;
      case CERTIFICATE_DATE -> CERTIFICATE_DATE;
      case CERTIFICATE_TRUST -> CERTIFICATE_TRUST;
      case INSECURE -> INSECURE;
      case BROKEN -> BROKEN;
      case STATUS -> RETRIEVAL;
      case TOO_LARGE -> TOO_LARGE;
      case CONTENT_TYPE -> CONTENT_TYPE;
      case UNPARSABLE -> UNPARSABLE;
      case NO_RESPONSE -> NO_RESPONSE;
      case REDIRECTS -> DOCUMENTS;
    };
  }

  /// A plain text is the answer itself.
  Reading read(String text) {
    var notes = new Reading.Notes();
    notes.reply(reply(to(), from(), new Words(text, List.of()), Sequel.NONE));
    return notes.end();
  }

  /// What a `<Response>` asks for.
  Reading read(Element response, Link here) {
    var notes = new Reading.Notes();
    int asked = 0;
    for (var verb : response.children()) {
      switch (verb.name()) {
        case "Message", "Sms" -> {
          if (asked++ == Answering.REPLIES_MAX) {
            notes.wrong(REPLIES, "more than " + Answering.REPLIES_MAX + " messages are asked for");
          } else if (asked <= Answering.REPLIES_MAX) {
            message(verb, here, notes);
          }
        }
        case "Redirect" -> {
          var next = Redirect.read(verb, here, notes);
          return next.map(notes::goOn).orElseGet(notes::end);
        }
        default ->
            notes.wrong(
                VERB_INVALID, MarkupReader.shown(verb.name()) + " is no verb for a message");
      }
    }
    return notes.end();
  }

  /// What a message says.
  private record Words(String body, List<Content.Item> media) {}

  /// Where its changes are told.
  private record Sequel(Optional<CallbackUrl> callback, boolean byGet) {
    static final Sequel NONE = new Sequel(Optional.empty(), false);
  }

  private void message(Element verb, Link here, Reading.Notes notes) {
    var to = verb.attribute("to").map(Party::read).orElseGet(() -> Optional.of(to()));
    var from = verb.attribute("from").map(Party::read).orElseGet(() -> Optional.of(from()));
    if (to.isEmpty()) {
      notes.wrong(TO_INVALID, "'to' names a channel that is not known here");
    } else if (from.isEmpty() || from.get().channel() != to.get().channel()) {
      notes.wrong(FROM_INVALID, "'from' is not on the channel of 'to'");
    } else {
      verb.attributes().keySet().stream()
          .filter(name -> !ATTRIBUTES.contains(name))
          .sorted()
          .forEach(name ->
              notes.wrong(SCHEMA, "the attribute " + MarkupReader.shown(name) + " is not known"));
      var words = words(verb, here, notes);
      var sequel = sequel(verb, here, notes);
      if (words.isPresent() && sequel.isPresent()) {
        notes.reply(reply(to.get(), from.get(), words.get(), sequel.get()));
      }
    }
  }

  /// The text stands in a `<Body>`, or bare.
  private Optional<Words> words(Element verb, Link here, Reading.Notes notes) {
    var bodies = verb.children("Body");
    var media = verb.children("Media");
    verb.children().stream()
        .filter(noun -> !noun.name().equals("Body") && !noun.name().equals("Media"))
        .forEach(noun ->
            notes.wrong(SCHEMA, MarkupReader.shown(noun.name()) + " has no place in a message"));
    if (bodies.size() > 1 || media.size() > MEDIA_MAX) {
      notes.wrong(BODY_INVALID, "a message has at most one <Body> and 10 <Media>");
      return Optional.empty();
    }
    var body = (bodies.isEmpty() ? verb : bodies.getFirst()).text().strip();
    var urls = media.stream().map(noun -> here.resolved(noun.text())).toList();
    boolean good =
        urls.stream().allMatch(url -> url.filter(one -> one.length() <= URL_MAX).isPresent())
            && media.stream().noneMatch(noun -> noun.text().isBlank());
    if (!good || (body.isEmpty() && media.isEmpty())) {
      notes.wrong(BODY_INVALID, good ? "a message says nothing" : "the URL of a <Media> is none");
      return Optional.empty();
    }
    var items = urls.stream().map(url -> new Content.Item(url.orElseThrow(), "", "")).toList();
    return Optional.of(new Words(body, items));
  }

  /// `action`, which `statusCallback` was called before.
  private Optional<Sequel> sequel(Element verb, Link here, Reading.Notes notes) {
    var byGet = Link.byGet(verb.attribute("method"));
    if (byGet.isEmpty()) {
      notes.wrong(METHOD_INVALID, "the method of a message must be GET or POST");
      return Optional.empty();
    }
    var asked = verb.attribute("action").or(() -> verb.attribute("statusCallback"));
    if (asked.isEmpty()) {
      return Optional.of(Sequel.NONE);
    }
    var read = asked.flatMap(here::resolved).map(CallbackUrl::read);
    if (read.isPresent()
        && read.get() instanceof CallbackUrl.Read.Good(var callback)
        && objections.apply(callback.url()).isEmpty()) {
      return Optional.of(new Sequel(Optional.of(callback), byGet.get()));
    }
    notes.wrong(CALLBACK_INVALID, "the URL in 'action' or 'statusCallback' cannot be called");
    return Optional.empty();
  }

  private Party to() {
    return party(message.parties().from().value());
  }

  private Party from() {
    return party(message.parties().to().value());
  }

  /// Text and media go on one number.
  private Party party(String value) {
    var channel = message.parties().channel();
    return new Party(channel == Channel.MMS ? Channel.SMS : channel, value);
  }

  private Reply reply(Party to, Party from, Words words, Sequel sequel) {
    boolean mms = to.channel() == Channel.SMS && !words.media().isEmpty();
    var kept = new Kept(Kept.of(message).service(), false, sequel.byGet());
    return new Reply(
        Reply.place(Surface.DIALECT, ""),
        new Reply.Ends(mms ? Channel.MMS : to.channel(), from.value(), to.value()),
        words.media().isEmpty()
            ? new Content.Text(words.body())
            : new Content.Media(words.body(), words.media()),
        sequel.callback().map(url -> new Callback(url.kept(), MycpaasMapping.told(Surface.BARE))),
        kept.tags(),
        kept.keepsake());
  }
}
