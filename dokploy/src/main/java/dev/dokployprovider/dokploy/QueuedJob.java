package dev.dokployprovider.dokploy;

import java.util.Optional;

/**
 * A deployment that waits or runs.
 *
 * @param composeId the service, or empty when it is not a compose service
 * @param title what it deploys, for people
 */
public record QueuedJob(Optional<String> composeId, String title, boolean active) {}
