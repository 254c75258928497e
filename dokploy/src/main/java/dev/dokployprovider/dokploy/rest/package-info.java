/** The calls as HTTP requests: transport, versions, answers, and which failure an answer means. */
@NullMarked
package dev.dokployprovider.dokploy.rest;

import org.jspecify.annotations.NullMarked;
