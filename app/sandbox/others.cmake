# The simulated Fly.io, Vercel, Sentry and Slack, and what people notice of what they deploy.
set(others_sources
    traffic/noise.cpp traffic/traffic.cpp
    fly/app.cpp fly/graphql.cpp fly/logs.cpp fly/machine.cpp fly/machine_calls.cpp fly/machines_api.cpp
    fly/metrics_api.cpp fly/platform.cpp fly/platform_api.cpp fly/rate_limit.cpp fly/service.cpp fly/wait.cpp
    fly/workflow_deploys.cpp
    fly/metrics/evaluate.cpp fly/metrics/query.cpp fly/metrics/series.cpp
    vercel/api.cpp vercel/deployment.cpp vercel/deployment_calls.cpp vercel/deployment_list.cpp vercel/history.cpp
    vercel/project.cpp vercel/project_calls.cpp vercel/team.cpp vercel/variable_calls.cpp
    sentry/api.cpp sentry/issue_calls.cpp sentry/organization.cpp sentry/release_calls.cpp sentry/scope.cpp
    sentry/search.cpp sentry/statistics.cpp
    slack/hooks.cpp slack/payload.cpp
    scenarios/fly_config.cpp scenarios/large_others.cpp scenarios/loop_health_fly.cpp scenarios/loop_health_others.cpp
    scenarios/loop_health_sentry.cpp scenarios/loop_health_vercel.cpp scenarios/offers.cpp)
set(others_headers
    traffic/noise.h traffic/traffic.h
    fly/app.h fly/graphql.h fly/logs.h fly/machine.h fly/machines_api.h fly/metrics_api.h fly/platform.h
    fly/platform_api.h fly/rate_limit.h fly/service.h fly/workflow_deploys.h
    fly/metrics/evaluate.h fly/metrics/query.h fly/metrics/series.h
    vercel/api.h vercel/deployment.h vercel/deployment_list.h vercel/history.h vercel/project.h vercel/team.h
    sentry/api.h sentry/organization.h sentry/search.h sentry/statistics.h
    slack/hooks.h slack/payload.h
    scenarios/fly_config.h scenarios/large_others.h scenarios/loop_health_fly.h scenarios/loop_health_others.h
    scenarios/loop_health_sentry.h scenarios/loop_health_vercel.h scenarios/offers.h)
