package io.carillon.sandbox.smsc.script;

/// What a client is answered that asks for a message, or wants it back or changed: each a
/// command_status; 0 = what is true of the message.
///
/// @param query of query_sm
/// @param cancel of cancel_sm
/// @param replace of replace_sm
public record Orders(int query, int cancel, int replace) {}
