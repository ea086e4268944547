package io.carillon.front;

import io.carillon.model.Channel;
import io.carillon.model.Message;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Reports;
import java.time.Duration;
import java.util.List;

/// A carrier that only stands in the routes.
record SmsCarrier() implements Carrier {
  @Override
  public String name() {
    return "quiet";
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public int parts(Message message) {
    return message.bill().segments();
  }

  @Override
  public boolean isUp() {
    return true;
  }

  @Override
  public int room() {
    return 0;
  }

  @Override
  public void send(List<Part> parts, Answers answers) {
    throw new UnsupportedOperationException("it has no room");
  }

  @Override
  public void start(Reports reports, Runnable room) {}

  @Override
  public State state() {
    return new State(1, 1, 0, Duration.ZERO, "");
  }

  @Override
  public void close() {}
}
