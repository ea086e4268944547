package io.carillon.app.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.carillon.app.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// The log, to standard error: a line an event, no bodies, no numbers, no secrets.
public final class Logs {
  private static final String TEXT =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0} %msg%n%ex";

  private Logs() {}

  /// Sets the log up; called before anything logs.
  public static void start(Settings.Log settings) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    context.reset();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(settings.format(), context));
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    // that a connection broke is told by who needed it
    context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    level(settings.level());
  }

  /// Tells so much from now on.
  public static void level(Settings.Log.Level level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger("io.carillon").setLevel(Level.toLevel(level.name()));
    }
  }

  private static Encoder<ILoggingEvent> encoder(Settings.Log.Format format, LoggerContext context) {
    return switch (format) {
      case JSON -> {
        var json = new JsonEncoder();
        json.setContext(context);
        json.setWithArguments(false);
        json.setWithContext(false);
        json.start();
        yield json;
      }
      case TEXT -> {
        var text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(TEXT);
        text.start();
        yield text;
      }
    };
  }
}
