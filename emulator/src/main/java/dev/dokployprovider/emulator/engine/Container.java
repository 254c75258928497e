package dev.dokployprovider.emulator.engine;

/**
 * A line of {@code docker ps -a}.
 *
 * @param id 12 hexadecimal digits
 * @param state created, running, exited, ...
 * @param status for people: "Up 3 minutes"
 * @param project the compose project, empty when it belongs to none
 */
public record Container(
    String id,
    String name,
    String image,
    String ports,
    String state,
    String status,
    String project,
    String service) {}
