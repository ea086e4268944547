package io.carillon.sandbox.smsc.script;

/// The response to a message.
///
/// @param status the command_status; 0 = taken
/// @param times how many tries of one message get that status before it is taken; 0 = all of them
/// @param delay from the request to the response
/// @param answers false = the response never comes
public record Reaction(int status, int times, Delay delay, boolean answers) {}
