package io.carillon.front.mycpaas;

import io.carillon.engine.accept.Numbers;
import io.carillon.engine.consent.Intent;
import io.carillon.front.form.FormWriter;
import io.carillon.front.markup.Link;
import io.carillon.front.markup.Walk;
import io.carillon.front.post.Courier;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Inbox;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Secret;
import io.carillon.model.Status;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.wire.http.Field;
import io.carillon.wire.sign.FormSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Tells a change of a message by a form, posted to its `StatusCallback`, and what a person wrote
/// to the URL of the number, short code, application or messaging service; both are signed with the
/// auth token of the account. What the second answers is read as TwiML.
public final class MycpaasHerald implements Herald {
  /// In which what people write can be told.
  public static final List<Shape> SHAPES =
      List.of(new Shape(Surface.DIALECT, "", Naming.POSSIBLE, true));

  private static final String TOKEN = "I-Twilio-Idempotency-Token";
  private static final Field FORM =
      new Field("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  private static final int SIGNERS_MAX = 10_000;

  private final Courier courier;
  private final Accounts accounts;
  private final Hearing hearing;
  private final Map<Secret, FormSignature> signers = new ConcurrentHashMap<>();
  private final Numbers numbers = new Numbers();
  private final ReplyPace pace;

  public MycpaasHerald(Courier courier, Accounts accounts, Hearing hearing) {
    this.courier = courier;
    this.accounts = accounts;
    this.hearing = hearing;
    pace = new ReplyPace(hearing.clock());
  }

  /// What it needs for messages from persons.
  ///
  /// @param intents what a person means who says stop, start or help
  /// @param objections what stands against calling a URL, told without asking for its name
  public record Hearing(
      Function<Message, Optional<Intent>> intents,
      Function<String, Optional<String>> objections,
      Clock clock) {}

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public Optional<Inbox> inbox(AccountId account, Address sender) {
    return new Inboxes(accounts.directory(), account, sender).find(false);
  }

  @Override
  public Optional<Inbox> inbox(AccountId account, Address sender, Shape shape) {
    return new Inboxes(accounts.directory(), account, sender).find(true);
  }

  @Override
  public String dialect() {
    return Surface.DIALECT;
  }

  @Override
  public Telling tell(Message message, Notice notice) {
    return attempt(message, notice).telling();
  }

  @Override
  public Tried attempt(Message message, Notice notice) {
    var account = accounts.directory().account(message.account());
    if (account.isEmpty()) {
      return Tried.of(new Telling.Gone("the account is gone"));
    }
    return switch (message.parties().direction()) {
      case OUTBOUND -> change(account.get(), message, notice);
      case INBOUND ->
          Inbox.of(message)
              .map(inbox -> arrival(account.get(), message, notice, inbox))
              .orElseGet(() -> Tried.of(new Telling.Gone("nobody hears of it any more")));
    };
  }

  private static Field token(Message message, Notice notice) {
    return new Field(TOKEN, message.id().value().uuid() + "-" + notice.sequence());
  }

  private Optional<FormSignature> signer(Account account) {
    return Optional.of(account.token())
        .filter(token -> !token.reveal().isEmpty())
        .map(this::signer);
  }

  private Tried change(Account account, Message message, Notice notice) {
    var callback = CallbackUrl.of(notice.destination());
    var form = form(message, notice.change());
    var fields = new ArrayList<Field>();
    fields.add(token(message, notice));
    var overrides = callback.overrides();
    if (Kept.of(message).byGet()) {
      var url = InboundTongue.asked(callback.url(), form);
      signer(account)
          .ifPresent(
              one -> fields.add(new Field(InboundTongue.SIGNATURE, one.sign(url, List.of()))));
      return judged(overrides, courier.get(url, fields).tried(), notice);
    }
    fields.add(FORM);
    signer(account)
        .ifPresent(one ->
            fields.add(
                new Field(InboundTongue.SIGNATURE, one.sign(callback.url(), form.fields()))));
    var told = courier.post(callback.url(), fields, form.bytes(), overrides.limit());
    return judged(overrides, told.tried(), notice);
  }

  private static Tried judged(Overrides overrides, Tried tried, Notice notice) {
    return new Tried(
        overrides.judged(tried.telling(), notice.telling().attempts()), tried.exchange());
  }

  private Tried arrival(Account account, Message message, Notice notice, Inbox inbox) {
    var optOut = hearing.intents().apply(message).map(Intent::name);
    var words = InboundTongue.words(message, optOut, number -> numbers.plan(number).country());
    var tongue =
        new InboundTongue(
            courier,
            signer(account),
            new Twiml(message, hearing.objections()),
            token(message, notice),
            words);
    var fallback = inbox.fallback().map(hook -> Link.to(hook.url(), hook.byGet()));
    var tried =
        new Walk(tongue, fallback, hearing.clock())
            .from(Link.to(inbox.main().url(), inbox.main().byGet()));
    var overrides = InboundTongue.wired(inbox.main().url()).overrides();
    var told = pace.held(message, tried.telling());
    return judged(overrides, new Tried(told, tried.exchange()), notice);
  }

  private static FormWriter form(Message message, Notice.Change change) {
    var surface = Surface.of(message);
    var sid = Sids.message(message, surface);
    var status = MycpaasMapping.word(change.status(), surface);
    var parties = message.parties();
    var form =
        new FormWriter()
            .add("AccountSid", Sids.account(parties.account()))
            .add("ApiVersion", Surface.VERSION)
            .add("From", Party.printed(parties.channel(), parties.from()))
            .add("MessageSid", sid)
            .add("MessageStatus", status)
            .add("SmsSid", sid)
            .add("SmsStatus", status)
            .add("To", Party.printed(parties.channel(), parties.to()));
    change
        .fault()
        .filter(_ -> MessageReplies.isFailure(status))
        .ifPresent(fault ->
            form.add("ErrorCode", Integer.toString(MycpaasFault.of(fault).failed()))
                .add("ErrorMessage", fault.words()));
    var service = Kept.of(message).service();
    if (!service.isEmpty()) {
      form.add("MessagingServiceSid", service);
    }
    var prefix = MycpaasMapping.prefix(parties.channel());
    if (!prefix.isEmpty()) {
      form.add("ChannelPrefix", prefix.substring(0, prefix.length() - 1))
          .add("ChannelToAddress", parties.to().value());
    }
    return change.status() == Status.READ ? form.add("EventType", "READ") : form;
  }

  /// Setting a key up costs more than using it, so the few that are in use are kept.
  private FormSignature signer(Secret secret) {
    if (signers.size() >= SIGNERS_MAX) {
      signers.clear();
    }
    return signers.computeIfAbsent(secret, key -> new FormSignature(key.reveal()));
  }
}
