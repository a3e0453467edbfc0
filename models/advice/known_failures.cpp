#include "advice/known_failures.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace slipway::advice {

#define SAYS(text) QT_TRANSLATE_NOOP("advice::KnownFailures", text)

namespace {

constexpr std::array checks{
    KnownFailure{"type-check"_L1, R"(\berror TS\d{4,5}\b|Found \d+ errors? in \d+ files?\b|\bType error: )",
                 SAYS("The types do not fit."),
                 SAYS("Run `pnpm typecheck` for the package on your machine. After a change of the schema, "
                      "`pnpm db:generate` writes the types anew."),
                 90},
    KnownFailure{"lock-file"_L1,
                 R"(ERR_PNPM_OUTDATED_LOCKFILE|frozen-lockfile.{0,80}(not up to date|outdated|needs to be updated))"
                 R"(|npm ci.{0,80}(in sync|package-lock)|lockfile (needs|would need) to be updated|YN0028)",
                 SAYS("The lock file does not match package.json."),
                 SAYS("Run `pnpm install` and commit the lock file with the change."), 95},
    KnownFailure{
        "missing-module"_L1,
        R"(Cannot find (module|package) '|Module not found: |ERR_MODULE_NOT_FOUND|Could not resolve ")",
        SAYS("A module that the code imports is not there."),
        SAYS("Install with `pnpm install --frozen-lockfile`, remove the old `dist` folder and build again. If it "
             "is missing there too, add the dependency."),
        75},
    KnownFailure{
        "lint"_L1,
        R"(✖ \d+ problems? \(\d+ errors?|\beslint\b.{0,60}(found|failed)|Code style issues? found|biome .{0,40}found \d+ errors?)",
        SAYS("The linter found errors."), SAYS("Run `pnpm lint` on your machine; `pnpm lint --fix` mends what it can."),
        85},
    KnownFailure{
        "unit-test"_L1,
        R"(Tests?:? +\d+ failed|Test Files +\d+ failed|\bFAIL +\S+\.(test|spec)\.|AssertionError|expect\(received\)|^not ok \d|=+ .*\b\d+ failed\b)",
        SAYS("A test failed."),
        SAYS("Run that test alone with `pnpm test -- --testNamePattern=…`, with the same DATABASE_URL as here. If it "
             "passes there, look for what differs: time, order, leftovers in the database."),
        80},
    KnownFailure{"coverage"_L1, R"((coverage|threshold).{0,60}(does not meet|not met|below)|ERROR: Coverage for)",
                 SAYS("Less of the code is tested than the threshold asks for."),
                 SAYS("Test what was added, or agree on another threshold."), 85},
    KnownFailure{"code-scan"_L1,
                 R"(CodeQL.{0,80}(alert|error|failed)|Code scanning results.{0,60}(alert|fail)|CodeQL detected code)",
                 SAYS("CodeQL found a weakness, or could not read the code."),
                 SAYS("Open the run's code scanning alerts. Mend the new ones, or close them there with a reason."),
                 80},
    KnownFailure{
        "vulnerable-package"_L1,
        R"(✗ .{0,100}(severity|vulnerab)|Snyk.{0,60}(found|issues)|found \d+ vulnerabilit|\d+ vulnerabilities found)",
        SAYS("A dependency has a known weakness."),
        SAYS("Take the version that the report names; if there is none, note until when the risk is borne."), 75},
    KnownFailure{
        "lighthouse"_L1,
        R"(✘ +.{0,60}(failure|warning) for |Assertion results? for .{0,80}fail|categories[.:](performance|accessibility|best-practices|seo).{0,80}(failure|expected))",
        SAYS("A page scores less than its Lighthouse budget."),
        SAYS("Open the report and compare it with the last one that passed: large pictures and scripts come first. "
             "One low score may be noise; run it again before changing the budget."),
        85},
    KnownFailure{"api-docs"_L1, R"((openapi|swagger|redocly|spectral).{0,100}(error|invalid|failed))",
                 SAYS("The API description is not valid, or does not match the code."),
                 SAYS("Write the description anew from the routes, and check it on your machine."), 70},
    KnownFailure{"workflow-syntax"_L1,
                 R"(Invalid workflow file|Unrecognized named-value|The workflow is not valid|unexpected value ')",
                 SAYS("GitHub cannot read the workflow file."),
                 SAYS("Open the workflow in Slipway: its problems are underlined."), 90},
};

constexpr std::array deployments{
    KnownFailure{
        "missing-secret"_L1,
        R"(Input required and not supplied: |no access token available|environment variable .{0,60}(not set|missing|required|undefined))"
        R"(|missing (required )?(env|environment|secret)|\b[A-Z][A-Z0-9_]{2,60}\b (is not set|is not defined|must be set|is required|is missing)|parameter null or not set)",
        SAYS("A secret or variable that the step needs is empty."),
        SAYS("Look under Secrets whether it is set for this environment; pull requests from forks get none. On Fly.io, "
             "`flyctl secrets list` shows the names."),
        85},
    KnownFailure{
        "health-check"_L1,
        R"(health ?checks? .{0,80}(fail|critical|never|unhealthy|not passing)|failed to become healthy|(machine|instance|container).{0,60}(unhealthy|is not healthy)|/health\S*.{0,60}\b50[0234]\b|returned error: 50[0234])",
        SAYS("The new version started, but its health check does not pass."),
        SAYS("Read the app's own log: `flyctl logs`. Ask its health address from a machine with `flyctl ssh "
             "console`; a missing variable or a database that does not answer are the usual causes."),
        80},
    KnownFailure{
        "deploy-timeout"_L1,
        R"(timeout reached waiting for|wait[- ]timeout|deadline exceeded waiting|timed out waiting for .{0,60}(machine|deploy|health|release))",
        SAYS("The deployment was not done within its wait time."),
        SAYS("See in `flyctl logs` whether it still starts or never will; check its secrets. If it only needs longer, "
             "deploy with `--wait-timeout 600`."),
        82},
    KnownFailure{
        "vercel-build"_L1,
        R"(Command ".{1,80}" exited with|vercel.{0,80}(build failed|Error: )|Error: The deployment .{0,40}(failed|errored))",
        SAYS("The build on Vercel failed."),
        SAYS("Read `vercel logs` of the deployment, then build on your machine with `vercel env pull .env.local`: a "
             "missing variable is the usual cause."),
        78},
    KnownFailure{"app-not-listening"_L1, R"(not listening on the expected address|app is not listening)",
                 SAYS("The app does not listen where Fly.io asks it."),
                 SAYS("Listen on 0.0.0.0 and on the `internal_port` of fly.toml."), 92},
    KnownFailure{
        "migration"_L1,
        R"(migration.{0,80}(failed|error|could not be applied)|(drizzle|prisma|knex|flyway|alembic).{0,80}(error|failed)|P30(05|06|09|18)\b|relation ".{1,80}" (already exists|does not exist)|column ".{1,80}" (already exists|does not exist))",
        SAYS("A database migration failed."),
        SAYS("Nothing later may go live before it is clear what was applied. Compare the migration table with the "
             "folder, then mend the migration by a new one."),
        82},
    KnownFailure{
        "database-lock"_L1,
        R"(canceling statement due to lock timeout|deadlock detected|could not obtain lock|migration.{0,40}lock(ed)?\b|database is locked)",
        SAYS("The database was locked by somebody else."),
        SAYS("See who holds it, as in pg_stat_activity, then run again. Two deployments at once need a concurrency "
             "group."),
        88},
    KnownFailure{
        "database-connection"_L1,
        R"(password authentication failed|too many (clients|connections)|remaining connection slots|(postgres|:5432).{0,60}(refused|timeout)|connection to server at)",
        SAYS("The database does not let the step in."),
        SAYS("Check DATABASE_URL for this environment, its password's age, and how many connections are open."), 80},
    KnownFailure{
        "image-not-found"_L1,
        R"(manifest (for .{1,200} )?(unknown|not found)|pull access denied|repository does not exist|failed to (pull|resolve) .{0,120}image|could not find image)",
        SAYS("The image to run is not in its registry."),
        SAYS("Check name and tag, whether the step that builds it ran, and whether this job may read the registry."),
        88},
    KnownFailure{
        "docker-build"_L1,
        R"(failed to (solve|build|compute cache key)|executor failed running|COPY failed|did not complete successfully: exit code)",
        SAYS("The image could not be built."),
        SAYS("The line names the instruction of the Dockerfile. Build it on your machine with `docker build`; files "
             "named in .dockerignore are not there."),
        68},
    KnownFailure{
        "sentry-release"_L1, R"(sentry-cli.{0,100}(error|fail)|sentry.{0,60}(401|403|invalid token))",
        SAYS("Sentry did not take the release."),
        SAYS("Check SENTRY_AUTH_TOKEN and its scopes, the organisation and the project. The deployment itself is not "
             "touched by this."),
        76},
};

constexpr std::array machines{
    KnownFailure{
        "out-of-memory"_L1,
        R"(heap out of memory|\bexit(ed with)? (code|status) 137\b|\bOOMKilled\b|Out of memory|Cannot allocate memory|java\.lang\.OutOfMemoryError|\bKilled$)",
        SAYS("The step used more memory than there is."),
        SAYS("Run less at once, give Node more with `NODE_OPTIONS=--max-old-space-size=…`, or take a larger runner or "
             "machine."),
        92},
    KnownFailure{
        "disk-full"_L1, R"(No space left on device|ENOSPC|disk quota exceeded|System\.IO\.IOException: .{0,40}space)",
        SAYS("The runner's disk is full."),
        SAYS("Cache and upload less, remove what earlier steps left, or take a runner with a larger disk."), 94},
    KnownFailure{
        "job-timeout"_L1,
        R"(exceeded the maximum execution time of|has timed out after \d+ minutes|The operation was canceled.{0,40}time)",
        SAYS("The job ran into its time limit."),
        SAYS("Look for the step that took longer than in earlier runs. Raise `timeout-minutes` only if the work really "
             "grew."),
        90},
    KnownFailure{
        "runner-lost"_L1,
        R"(lost communication with the server|runner has received a shutdown signal|The hosted runner .{0,80}(lost|encountered an error)|The self-hosted runner .{0,60}lost)",
        SAYS("The runner was lost while the job ran."),
        SAYS("Run the failed jobs again. If it comes back, the job may use up its memory or CPU."), 90},
    KnownFailure{"no-runner"_L1,
                 R"(No runner matching|waiting for a runner to pick up|could not find any .{0,40}runner)",
                 SAYS("No runner has the labels that the job asks for."),
                 SAYS("Compare `runs-on` with the runners that are online."), 88},
    KnownFailure{
        "concurrency-cancelled"_L1,
        R"(Canceling since a higher priority waiting request|higher priority waiting request .{0,80}exists)",
        SAYS("A newer run of the same concurrency group took its place."),
        SAYS("Nothing to mend: look at the newer run. If this one should have ended, take `cancel-in-progress` out of "
             "the group."),
        95},
    KnownFailure{
        "cancelled"_L1, R"(The (run|operation|job) was cancell?ed|Error: The operation was canceled)",
        SAYS("The run was cancelled."),
        SAYS("Somebody cancelled it, or a job it belongs to failed first. Run it again if that was not meant."), 45},
    KnownFailure{
        "rate-limit"_L1,
        R"(API rate limit exceeded|secondary rate limit|toomanyrequests|Too Many Requests|\b429\b.{0,40}(rate|limit|many)|You have reached your .{0,30}pull rate limit)",
        SAYS("A service was asked too often."),
        SAYS("Wait for its limit to be reset, then run again. Sign in before pulling images, cache what is "
             "downloaded, and pass the token to actions that call the API."),
        90},
    KnownFailure{
        "network"_L1,
        R"(ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Could not resolve host|Temporary failure in name resolution|Connection (reset|timed out)|TLS handshake timeout|unexpected EOF|i/o timeout|network is unreachable)",
        SAYS("The network failed, or a service did not answer."),
        SAYS("Run the failed jobs again; look at the service's status page if it comes back."), 60},
    KnownFailure{
        "registry"_L1,
        R"((registry|npm|pnpm|yarn|docker|ghcr).{0,100}\b50[0234]\b|ERR_PNPM_(FETCH|META_FETCH)_\w+|npm (ERR!|error) (code )?E(50\d|40[134])|npm (ERR!|error) 40[134])",
        SAYS("The package registry did not give what was asked."),
        SAYS("For 401, 403 or 404 check the token and the package's name; for 5xx run again later."), 78},
    KnownFailure{
        "permission"_L1,
        R"(Resource not accessible by (integration|personal access token)|Permission to .{1,120} denied|\b403\b.{0,40}Forbidden|refusing to allow|insufficient (scope|permission)|must have admin rights)",
        SAYS("The token has not the right for that."),
        SAYS("Give the job what it needs under `permissions`, or use a token that has the scope. Runs from forks may "
             "only read."),
        84},
    KnownFailure{
        "not-signed-in"_L1,
        R"(Bad credentials|\b401\b.{0,40}Unauthorized|could not read Username for|Authentication failed for|invalid (api )?token|token (has )?expired)",
        SAYS("The token is not valid any more, or not there."),
        SAYS("Renew it under Secrets; rotating it there writes it to every place that holds it."), 84},
    KnownFailure{
        "file-permission"_L1, R"(EACCES|\bPermission denied\b)",
        SAYS("A file or program may not be used as the step tries to."),
        SAYS("Give a script its executable bit with `git update-index --chmod=+x`, or write below the workspace."), 58},
    KnownFailure{"port-in-use"_L1,
                 R"(EADDRINUSE|address already in use|port is already allocated|Port \d+ is (already )?in use)",
                 SAYS("The port is taken by another program."),
                 SAYS("Stop what an earlier step started, or let the system choose a port."), 90},
    KnownFailure{
        "command-not-found"_L1,
        R"(command not found|: not found$|is not recognized as an internal|executable file not found|exit(ed with)? (code|status) 127\b)",
        SAYS("A program that the step calls is not installed."),
        SAYS("Add its set-up step before this one: each job begins with a bare runner."), 80},
    KnownFailure{"missing-file"_L1, R"(No such file or directory|ENOENT|No files were found with the provided path)",
                 SAYS("A file that the step needs is not there."),
                 SAYS("Check that the job checks out the repository, that earlier steps wrote the file, and the "
                      "`working-directory`."),
                 55},
    KnownFailure{"artifact-missing"_L1, R"(Artifact not found|Unable to (find|download) (any )?artifact)",
                 SAYS("The artifact to download does not exist."),
                 SAYS("Compare its name with the job that uploads it, and add that job to `needs`."), 90},
    KnownFailure{"action-missing"_L1, R"(Unable to resolve action|Can't find 'action.yml')",
                 SAYS("An action could not be found."),
                 SAYS("Check its name and version in `uses`; a local action needs the checkout before it."), 92},
    KnownFailure{
        "checkout"_L1,
        R"(fatal: (couldn't find remote ref|reference is not a tree|repository '.{1,120}' not found)|reference not found)",
        SAYS("Git could not get that commit or branch."),
        SAYS("It may have been deleted or rewritten meanwhile. Start the run from a branch that exists."), 82},
    KnownFailure{"merge-conflict"_L1,
                 R"(CONFLICT \(|Automatic merge failed|\[rejected\].{0,60}(non-fast-forward|fetch first))",
                 SAYS("Git could not join two changes."),
                 SAYS("Bring the branch up to date, resolve the conflict and push again."), 86},
    KnownFailure{"node-version"_L1, R"(engine.{0,40}(incompatible|Unsupported)|ERR_PNPM_UNSUPPORTED_ENGINE|EBADENGINE)",
                 SAYS("The version of Node or pnpm is not the one that the project asks for."),
                 SAYS("Set it in the set-up step, from `.nvmrc` or `packageManager`."), 84},
    KnownFailure{"segmentation-fault"_L1,
                 R"(Segmentation fault|SIGSEGV|core dumped|exit(ed with)? (code|status) 139\b)",
                 SAYS("A program crashed."),
                 SAYS("Run it on your machine with the same versions; native modules are the usual cause."), 86},
    KnownFailure{
        "certificate"_L1,
        R"(certificate (has expired|verify failed|is not yet valid)|self[- ]signed certificate|CERT_HAS_EXPIRED)",
        SAYS("A certificate is not trusted."),
        SAYS("Renew it, or check the address and the runner's clock. Do not switch the check off."), 88},
};

constexpr auto joined = [] {
    std::array<KnownFailure, checks.size() + deployments.size() + machines.size()> all{};
    auto end = std::copy(checks.begin(), checks.end(), all.begin());
    end = std::copy(deployments.begin(), deployments.end(), end);
    std::copy(machines.begin(), machines.end(), end);
    return all;
}();

} // namespace

#undef SAYS

std::span<const KnownFailure> knownFailures()
{
    return joined;
}

} // namespace slipway::advice
