// What a program built on GitHub's own library does. Prints one line for each thing that went well.
import assert from "node:assert/strict";
import { Octokit } from "@octokit/rest";

const repository = { owner: "loop-health", repo: "platform" };
const octokit = new Octokit({
    baseUrl: process.env.GITHUB_API_URL,
    auth: process.env.GITHUB_TOKEN,
    log: { debug() {}, info() {}, warn: console.warn, error() {} },
});

async function whoAmI() {
    const { data, headers } = await octokit.rest.users.getAuthenticated();
    assert.equal(data.login, "priya-nair");
    assert.match(headers["x-oauth-scopes"], /repo/);
}

async function runsOfManyPages() {
    const runs = await octokit.paginate(octokit.rest.actions.listWorkflowRunsForRepo, { ...repository, per_page: 100 });
    const { data } = await octokit.rest.actions.listWorkflowRunsForRepo({ ...repository, per_page: 1 });
    assert.equal(runs.length, data.total_count);
    assert.equal(new Set(runs.map((run) => run.id)).size, runs.length);
}

async function deploymentsOfManyPages() {
    let pages = 0;
    for await (const page of octokit.paginate.iterator(octokit.rest.repos.listDeployments, { ...repository, per_page: 10 })) {
        assert.ok(page.data.length <= 10);
        pages += 1;
    }
    assert.ok(pages > 1);
}

async function unchangedAnswer() {
    const first = await octokit.rest.actions.listRepoWorkflows(repository);
    const again = octokit.rest.actions.listRepoWorkflows({ ...repository, headers: { "if-none-match": first.headers.etag } });
    await assert.rejects(again, (error) => error.status === 304);
}

async function dispatch() {
    const { status } = await octokit.rest.actions.createWorkflowDispatch({
        ...repository, workflow_id: "migrations.yml", ref: "main", inputs: { environment: "staging" },
    });
    assert.equal(status, 204);
    const { data } = await octokit.rest.actions.listWorkflowRuns({
        ...repository, workflow_id: "migrations.yml", event: "workflow_dispatch", per_page: 1,
    });
    assert.ok(["queued", "in_progress", "waiting"].includes(data.workflow_runs[0].status));
}

async function approval() {
    const { data } = await octokit.rest.actions.listWorkflowRunsForRepo({ ...repository, status: "waiting" });
    const run_id = data.workflow_runs[0].id;
    const pending = await octokit.rest.actions.getPendingDeploymentsForRun({ ...repository, run_id });
    const answer = await octokit.rest.actions.reviewPendingDeploymentsForRun({
        ...repository, run_id, environment_ids: [pending.data[0].environment.id], state: "approved", comment: "Good",
    });
    assert.equal(answer.data[0].environment, "production");
}

async function refusals() {
    await assert.rejects(octokit.rest.repos.get({ owner: "loop-health", repo: "hidden" }), (error) => error.status === 404);
    const stranger = new Octokit({ baseUrl: process.env.GITHUB_API_URL, auth: "guessed", log: octokit.log });
    await assert.rejects(stranger.rest.users.getAuthenticated(), (error) => error.status === 401);
}

for (const step of [whoAmI, runsOfManyPages, deploymentsOfManyPages, unchangedAnswer, dispatch, approval, refusals]) {
    await step();
    console.log(step.name);
}
