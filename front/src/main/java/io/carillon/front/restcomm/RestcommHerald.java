package io.carillon.front.restcomm;

import io.carillon.front.arranged.OwnNumber;
import io.carillon.front.form.FormWriter;
import io.carillon.front.markup.Link;
import io.carillon.front.markup.Walk;
import io.carillon.front.naming.Facts;
import io.carillon.front.post.Brought;
import io.carillon.front.post.Courier;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Id;
import io.carillon.model.Inbox;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.wire.http.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Tells what a person wrote to the number's or its application's URL, by its method and in the
/// words of either resource; and a change of a message to its status callback: as a form where it
/// was sent as an SMS, as JSON where it was sent by the Messages API; as the query of a GET where
/// the caller wants that. The parameters `X-…` of a send come back as headers.
///
/// What answers the first is read as RCML. Nothing is signed: the pages know no signature.
public final class RestcommHerald implements Herald {
  /// In which what people write can be told.
  public static final List<Shape> SHAPES =
      List.of(
          new Shape("restcomm", Form.SMS.word(), Naming.POSSIBLE, true),
          new Shape("restcomm-messages", Form.CHANNELS.word(), Naming.POSSIBLE, true));

  private static final Field FORM =
      new Field("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
  private static final Field JSON = new Field("Content-Type", "application/json");

  private static final String GET = "GET";

  private final Courier courier;
  private final Accounts accounts;
  private final Hearing hearing;

  public RestcommHerald(Courier courier, Accounts accounts, Hearing hearing) {
    this.courier = courier;
    this.accounts = accounts;
    this.hearing = hearing;
  }

  /// What it needs for messages from persons.
  ///
  /// @param objections what stands against calling a URL, told without asking for its name
  public record Hearing(Function<String, Optional<String>> objections, Clock clock) {}

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public String dialect() {
    return Form.DIALECT;
  }

  @Override
  public Optional<Inbox> inbox(AccountId account, Address sender) {
    var number = OwnNumber.of(accounts.directory(), account, sender);
    return number.isHeardIn(Form.DIALECT) ? place(number, Form.SMS.word()) : Optional.empty();
  }

  @Override
  public Optional<Inbox> inbox(AccountId account, Address sender, Shape shape) {
    return place(OwnNumber.of(accounts.directory(), account, sender), shape.form());
  }

  /// The URL of the number's application, where it has one, else its own; what the application does
  /// not say the number does (Restcomm-Connect).
  private Optional<Inbox> place(OwnNumber number, String form) {
    var application =
        number
            .fact(Facts.SMS_APPLICATION)
            .flatMap(Id::fromHex)
            .flatMap(id ->
                accounts.directory().resource(number.account(), Resource.Kind.APPLICATION, id));
    Function<String, Optional<String>> facts =
        word -> application.flatMap(found -> found.fact(word)).or(() -> number.fact(word));
    var url =
        application
            .map(found -> found.fact(Facts.SMS_URL))
            .orElseGet(() -> number.fact(Facts.SMS_URL));
    var main = url.map(found -> hook(found, facts.apply(Facts.SMS_METHOD)));
    var fallback =
        facts
            .apply(Facts.SMS_FALLBACK_URL)
            .map(found -> hook(found, facts.apply(Facts.SMS_FALLBACK_METHOD)));
    return main.map(hook -> new Inbox(form, hook, fallback, Map.of()));
  }

  private static Hook hook(String url, Optional<String> method) {
    return new Hook(url, method.filter(GET::equals).isPresent());
  }

  @Override
  public Telling tell(Message message, Notice notice) {
    return attempt(message, notice).telling();
  }

  @Override
  public Tried attempt(Message message, Notice notice) {
    var words = CallbackWords.of(message, notice.change());
    return switch (message.parties().direction()) {
      case OUTBOUND -> told(message, notice, words);
      case INBOUND -> heard(message, words, Inbox.of(message, notice));
    };
  }

  private Tried heard(Message message, CallbackWords words, Inbox inbox) {
    var rcml = new Rcml(message, hearing.objections());
    var tongue = new RcmlTongue(courier, Form.of(message), words, rcml);
    var fallback = inbox.fallback().map(hook -> Link.to(hook.url(), hook.byGet()));
    return new Walk(tongue, fallback, hearing.clock())
        .from(Link.to(inbox.main().url(), inbox.main().byGet()));
  }

  private Tried told(Message message, Notice notice, CallbackWords words) {
    return carried(message, notice, words).tried();
  }

  private Brought carried(Message message, Notice notice, CallbackWords words) {
    var kept = Kept.of(message);
    var fields = new ArrayList<Field>();
    kept.headers().forEach((name, value) -> fields.add(new Field(name, value)));
    if (kept.byGet()) {
      var url = asked(notice.destination(), words.form());
      return courier.askByGet(url, fields, Courier.LIMIT, Exchange.DOCUMENT_MAX);
    }
    return switch (Form.of(message)) {
      case SMS -> post(notice, with(FORM, fields), words.form().bytes());
      case CHANNELS -> post(notice, with(JSON, fields), words.json());
    };
  }

  private Brought post(Notice notice, List<Field> fields, byte[] body) {
    return courier.askByPost(
        notice.destination(), fields, body, Courier.LIMIT, Exchange.DOCUMENT_MAX);
  }

  private static List<Field> with(Field first, List<Field> fields) {
    var all = new ArrayList<Field>(fields.size() + 1);
    all.add(first);
    all.addAll(fields);
    return all;
  }

  /// A URL with more in its query; what stands behind `#` is not for servers.
  static String asked(String url, FormWriter more) {
    int mark = url.indexOf('#');
    var bare = mark < 0 ? url : url.substring(0, mark);
    return bare + (bare.indexOf('?') < 0 ? '?' : '&') + more.text();
  }
}
