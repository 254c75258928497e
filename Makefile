# What can be done here; `make help` lists it. Everything is built by Maven, which its wrapper and
# tools/jdk.sh fetch where they are missing.

.POSIX:
.DEFAULT_GOAL := help

MVN = JAVA_HOME="$$(tools/jdk.sh)" && export JAVA_HOME && ./mvnw -B -ntp

.PHONY: help
help: ## show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | awk -F '\t' '{ printf "  make %-16s %s\n", $$1, $$2 }'

# For a mistyped name, in place of make's own words.
.DEFAULT:
	@echo "There is no target \"$@\". \"make help\" lists them." >&2; exit 2

.PHONY: build
build: ## build the provider and the emulator into build/
	@[ -d build ] || echo "Building: 2 to 3 minutes the first time, with 160 MB of libraries in ~/.m2 (and a JDK where it is missing)."
	@$(MVN) -q package -DskipTests
	@echo "Built: build/dokploy-provider, build/dokploy-emulator"

.PHONY: dist
dist: build ## make the release's files for all platforms in build/dist (PLATFORM=linux-amd64: only that)
	@JAVA_HOME="$$(tools/jdk.sh)" && export JAVA_HOME && dist/dist.sh dist/target/classpath build/dist "$$(tools/version.sh)" $(PLATFORM)

.PHONY: test-dist
test-dist: dist ## install the release with the clients on PATH, and run it under Wine and qemu where they are
	@tools/require.sh ssh
	@tools/test-dist.sh

.PHONY: demo
demo: ## run a machine's whole life, with nothing but what is here
	@tools/require.sh ssh
	@echo "A machine's whole life against an emulated Dokploy: under a minute once it is built, which takes about 3 minutes on two cores. On disk: build/ (110 MB), libraries in ~/.m2 (170 MB), a JDK in ~/.cache (300 MB) where there is none, and with Docker the base image (720 MB)."
	@$(MAKE) -s build
	@demo/demo.sh

.PHONY: test
test: ## run all tests; says what was skipped and why, and counts
	@tools/require.sh ssh
	@echo "All tests: about 12 minutes on two cores with Docker, 6 without. On disk: as make demo. What was skipped is listed at the end."
	@tools/test.sh

.PHONY: check
check: ## the tests that need neither Docker nor a server: a few minutes, for a first look
	@tools/require.sh ssh
	@echo "The client's and the provider's own tests, without Docker: 3 to 5 minutes on two cores. Everything: make test."
	@tools/test.sh -pl dokploy,provider -am '-Dtest=*Test,!*OnDockerTest' -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: test-all
test-all: ## as test, with what is else tested only where it changed: machines on other bases, the launcher under zsh and mksh
	@tools/require.sh ssh
	@TEST_ALL=true tools/test.sh

.PHONY: test-lifecycle
test-lifecycle: ## a workspace's whole life with the client on PATH; without one, the scenarios of a machine's life
	@tools/require.sh ssh
	@$(MAKE) -s build
	@tools/test-workspace.sh lifecycle $(SOURCE)

.PHONY: test-contract
test-contract: ## replay the recorded exchanges with real servers against the emulator
	@tools/test.sh -pl emulator -am -Dgroups=contract

.PHONY: test-live
test-live: ## run the life-cycle scenarios against DOKPLOY_SERVER_URL with DOKPLOY_API_TOKEN
	@tools/require.sh ssh
	@tools/test-live.sh

.PHONY: bench
bench: ## measure what docs/performance.md explains, into build/bench/report.md (PART=command: only that); needs Docker
	@tools/require.sh ssh docker
	@tools/bench.sh $(PART)

.PHONY: reliability
reliability: ## write docs/reliability.md out of a run of every verb with every fault
	@$(MVN) -q -pl provider -am test -Dtest=FaultMatrixTest -Dsurefire.failIfNoSpecifiedTests=false -Dreliability.write=true

.PHONY: soak
soak: ## run thousands of random sequences of verbs in memory (RUNS=5000, SEED=1: where to begin), all pairs of verbs at once, random texts, and look at 20 machines for an hour (MINUTES=60, MACHINES=20)
	@$(MVN) -q -pl provider -am test -Dtest='RandomRunsTest,AtOnceTest,LostAnswersTest,KilledMoveTest,ErrorInAVerbTest,FaultMatrixTest,UserTextsTest' -Dsurefire.failIfNoSpecifiedTests=false -Dsoak.texts=30000 -Dsoak.runs=$(or $(RUNS),5000) -Dsoak.seed=$(or $(SEED),$$(date +%s)) -Dsoak.stride=1 -Dsoak.drawn=50
	@$(MAKE) -s soak-polling

.PHONY: soak-polling
soak-polling: ## of that only the look at machines, as the desktop does it
	@$(MVN) -q -pl e2e -am verify -Dtest=PollingScenario -Dsurefire.failIfNoSpecifiedTests=false -Dsoak.machines=$(or $(MACHINES),20) -Dsoak.seconds=$$(( $(or $(MINUTES),60) * 60 )) -Dsoak.millis=5000

.PHONY: reproducible
reproducible: ## build the last commit twice, in two folders, and compare all files of the release (PLATFORM=linux-amd64: only that)
	@tools/reproducible.sh $(PLATFORM)

.PHONY: coverage
coverage: ## line and branch coverage of client and provider by their own tests, in MODULE/target/site/jacoco (TESTS=JsonTest: only those)
	@$(MVN) -q -pl dokploy,provider -am org.jacoco:jacoco-maven-plugin:prepare-agent test org.jacoco:jacoco-maven-plugin:report $(if $(TESTS),-Dtest='$(TESTS)' -Dsurefire.failIfNoSpecifiedTests=false)
	@tools/coverage.sh dokploy provider

.PHONY: mutation
mutation: ## mutation score of what is pure in client and provider, into MODULE/target/pit-reports (a quarter of an hour; PART=options: only that)
	@parts="$(or $(PART),dokploy options recipe ssh machine)" && \
	  $(MVN) -q -pl dokploy,provider -am test-compile $$(printf ' org.pitest:pitest-maven:mutationCoverage@%s' $$parts) && \
	  tools/mutation.sh $$parts

.PHONY: format
format: ## format all sources (the formatter is a Java program: a JDK is fetched where there is none)
	@$(MVN) -q spotless:apply

.PHONY: install-dev
install-dev: build ## install this build as provider dokploy-dev into DevPod or Devsy
	@tools/install-dev.sh

.PHONY: force-uninstall
force-uninstall: ## remove the provider dokploy-dev, also when it does not work any more
	@tools/force-uninstall.sh

.PHONY: test-git
test-git: ## bring up a workspace from a Git repository (SOURCE=...) with the client on PATH, or as it does
	@tools/require.sh ssh
	@$(MAKE) -s build
	@tools/test-workspace.sh git $(SOURCE)

.PHONY: test-docker
test-docker: ## bring up a workspace from an image (SOURCE=...) with the client on PATH, or as it does
	@tools/require.sh ssh
	@$(MAKE) -s build
	@tools/test-workspace.sh docker $(SOURCE)

.PHONY: clean
clean: ## remove what was built
	@rm -rf build target */target
