package dev.dokployprovider.e2e.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * On scenarios that use this computer's Docker for images, registries and whole servers, and on one
 * of backups: one at a time. All of them together take about as long as those of {@link
 * NeedsDocker} and of {@link NeedsDockerNetwork}, which decides how long all scenarios take.
 */
@ResourceLock("Docker images")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NeedsDockerImages {}
