package io.carillon.front.v2;

import io.carillon.front.naming.MessageNames;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.AccountId;
import io.carillon.model.Event;
import io.carillon.model.Happening;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Subject;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Notices;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Gathers one page of an account's webhooks.
///
/// Notices are kept by what they speak of. So the list walks the account's messages and what else
/// happened in it, by the time, and looks at no more than 5,000 of both for one page; where that is
/// not enough the page is shorter, and its cursor names what to go on behind.
final class WebhookWalk {
  private static final int STEP = 200;
  private static final int LOOKED_AT_MAX = 5_000;

  private final Reading reading;
  private final AccountId account;
  private final Wish wish;
  private final List<Found> found = new ArrayList<>();
  private Optional<Subject> leftAt = Optional.empty();

  WebhookWalk(Reading reading, AccountId account, Wish wish) {
    this.reading = reading;
    this.account = account;
    this.wish = wish;
  }

  /// The read ports that it needs.
  record Reading(Messages messages, History history, Notices notices) {
    /// What an account's notices speak of by this id.
    Optional<Subject> own(AccountId account, MessageId id) {
      var subject =
          Happening.isNamed(id)
              ? Optional.<Subject>ofNullable(notices.happenings(List.of(id)).get(id))
              : messages.find(id).<Subject>map(message -> message);
      return subject.filter(one -> one.account().equals(account));
    }
  }

  /// What is asked for.
  ///
  /// @param up whether the oldest come first
  /// @param edge the webhook behind which the page begins; with the sequence 0 it begins behind all
  ///   of its message
  record Wish(boolean up, Optional<WebhookName> edge, Optional<Notice.Progress> state, int limit) {}

  /// A webhook, and what it tells.
  record Found(Notice notice, Event.Kind kind) {
    static Found of(Notice notice, Subject subject) {
      return new Found(
          notice,
          subject instanceof Happening happening
              ? happening.event().kind()
              : Event.Kind.of(notice.change().status()));
    }
  }

  /// All that was told of one.
  Listing<Found> of(Optional<Subject> subject) {
    subject.ifPresent(this::take);
    return page();
  }

  /// All that was told.
  Listing<Found> all() {
    // The edge's own subject comes first once more: some of its webhooks may be left.
    wish.edge.flatMap(edge -> reading.own(account, edge.message())).ifPresent(this::take);
    var begin = wish.edge.map(edge -> Happening.place(edge.message()));
    var messages = new Source(begin, this::messages);
    var others = new Source(begin, this::happenings);
    int lookedAt = 0;
    for (var next = next(messages, others);
        !isFull() && next.isPresent();
        next = next(messages, others)) {
      if (lookedAt++ == LOOKED_AT_MAX) {
        return page();
      }
      take(next.get());
      leftAt = next;
    }
    leftAt = Optional.empty();
    return page();
  }

  /// Subjects of one kind in their order, read in steps.
  private static final class Source {
    private final Function<Optional<Id>, Step> read;
    private final Deque<Subject> here = new ArrayDeque<>();
    private Optional<Id> behind;
    private boolean over;

    Source(Optional<Id> behind, Function<Optional<Id>, Step> read) {
      this.behind = behind;
      this.read = read;
    }

    Optional<Subject> first() {
      while (here.isEmpty() && !over) {
        var step = read.apply(behind);
        here.addAll(step.subjects);
        behind = step.behind;
        over = behind.isEmpty();
      }
      return Optional.ofNullable(here.peekFirst());
    }

    Optional<Subject> take() {
      return Optional.ofNullable(here.pollFirst());
    }
  }

  /// @param behind the place behind which the next step begins; empty where there is none
  private record Step(List<? extends Subject> subjects, Optional<Id> behind) {}

  private Step messages(Optional<Id> behind) {
    var start = behind.<Start>map(id -> new Start.After(new MessageId(id))).orElse(Start.FIRST);
    var order = wish.up ? Order.OLDEST : Order.NEWEST;
    var page = reading.history.page(History.Filter.of(account), order, start, STEP);
    return new Step(page.messages(), page.behind().map(MessageId::value));
  }

  private Step happenings(Optional<Id> behind) {
    var page = reading.notices.happenings(account, behind, wish.up, STEP);
    var last = page.size() < STEP ? Optional.<Happening>empty() : Optional.of(page.getLast());
    return new Step(page, last.map(one -> Happening.place(one.id())));
  }

  private Optional<Subject> next(Source messages, Source others) {
    var message = messages.first();
    var other = others.first();
    boolean isOther =
        message.isEmpty()
            || other
                .filter(one -> wish.up == (place(one).compareTo(place(message.get())) < 0))
                .isPresent();
    return isOther ? others.take() : messages.take();
  }

  private static Id place(Subject subject) {
    return Happening.place(id(subject));
  }

  private static MessageId id(Subject subject) {
    return switch (subject) {
      case Message message -> message.id();
      case Happening happening -> happening.id();
    };
  }

  /// One more than a page tells that there are more.
  private boolean isFull() {
    return found.size() > wish.limit;
  }

  private void take(Subject subject) {
    if (subject instanceof Message message && message.state().revision().notices() == 0) {
      return;
    }
    var all = reading.notices.of(id(subject));
    for (var notice : wish.up ? all : all.reversed()) {
      if (!isFull() && isWanted(notice)) {
        found.add(Found.of(notice, subject));
      }
    }
  }

  /// Whether its state is asked for, and it comes behind the edge; that matters for the edge's own
  /// subject only.
  private boolean isWanted(Notice notice) {
    if (wish.state.filter(state -> state != notice.telling().progress()).isPresent()) {
      return false;
    }
    if (wish.edge.filter(edge -> edge.message().equals(notice.message())).isEmpty()) {
      return true;
    }
    int at = wish.edge.get().sequence();
    return at != 0 && (wish.up ? notice.sequence() > at : notice.sequence() < at);
  }

  private Listing<Found> page() {
    boolean more = isFull();
    var items = more ? found.subList(0, wish.limit) : found;
    var cursor =
        more
            ? WebhookName.of(items.getLast().notice()).text()
            : leftAt.map(WebhookWalk::cursor).orElse("");
    return new Listing<>("/v2/webhooks", wish.up ? items.reversed() : items, cursor);
  }

  private static String cursor(Subject behind) {
    return switch (behind) {
      case Message message -> MessageNames.uuid(message.id());
      case Happening happening -> new WebhookName(happening.id(), 0).text();
    };
  }
}
