namespace Coalmine.Live.Tests.Operating;

/// <summary>A test file of <c>promtool test rules</c>: which alerts fire, by expressions over the series ALERTS, so that no annotation is repeated here.</summary>
internal static class RuleTest
{
    private const string Count = "seldon_api_executor_server_requests_seconds_count";
    private const string Own = "deployment_name=\"fraud\",namespace=\"ml\",service=\"predictions\"";
    private const string Label = "model_labelled_total{deployment_name=\"fraud\",namespace=\"ml\"";

    public const string Text = $$"""
        rule_files: [rules.yaml]
        evaluation_interval: 1m
        tests:
          - interval: 1m
            input_series:
              - { series: '{{Count}}{{{Own}},predictor_name="main",code="200"}', values: '0+6000x30' }
              - { series: '{{Count}}{{{Own}},predictor_name="candidate",code="500"}', values: '0+600x30' }
              - { series: '{{Label}},predictor_name="main",class="fraud",predicted="fraud"}', values: '0+60x30' }
              - { series: '{{Label}},predictor_name="candidate",class="fraud",predicted="fraud"}', values: '0+30x30' }
              - { series: '{{Label}},predictor_name="candidate",class="fraud",predicted="fine"}', values: '0+30x30' }
              - { series: '{{Label}},predictor_name="candidate",class="fine",predicted="fraud"}', values: '0+30x30' }
              - { series: '{{Label}},predictor_name="candidate",class="fine",predicted="fine"}', values: '0+30x30' }
            promql_expr_test:
              - expr: count by (alertname) (ALERTS{alertstate="firing"})
                eval_time: 20m
                exp_samples:
                  - { labels: '{alertname="CanaryErrorsAboveLimit"}', value: 1 }
                  - { labels: '{alertname="CanaryErrorsWorseThanBaseline"}', value: 1 }
                  - { labels: '{alertname="CanaryAccuracyBelowLimit"}', value: 1 }
                  - { labels: '{alertname="CanaryAccuracyWorseThanBaseline"}', value: 1 }
                  - { labels: '{alertname="CanaryBusinessConversionBelowLimit"}', value: 1 }
                  - { labels: '{alertname="CoalmineNobodyDrives"}', value: 1 }
          - interval: 1m
            input_series:
              - { series: '{{Count}}{{{Own}},predictor_name="main",code="200"}', values: '0+6000x30' }
              - { series: '{{Count}}{{{Own}},predictor_name="candidate",code="200"}', values: '0+600x30' }
              - { series: 'model_conversions_total{deployment_name="fraud",namespace="ml",predictor_name="main"}', values: '0+300x30' }
              - { series: 'model_conversions_total{deployment_name="fraud",namespace="ml",predictor_name="candidate"}', values: '0+30x30' }
              - { series: 'coalmine_live_lease_held{rollout="fraud"}', values: '1x30' }
              - { series: 'coalmine_live_open{rollout="fraud"}', values: '1x30' }
              - { series: 'coalmine_live_last_data_timestamp_seconds{rollout="fraud"}', values: '0+60x30' }
              - { series: 'coalmine_live_paused{rollout="fraud"}', values: '0x30' }
            promql_expr_test:
              - { expr: 'count by (alertname) (ALERTS{alertstate="firing"})', eval_time: 20m, exp_samples: [] }
          - interval: 1m
            input_series:
              - { series: 'coalmine_live_rollback_unconfirmed{rollout="fraud"}', values: '1x30' }
              - { series: 'coalmine_live_paused{rollout="fraud"}', values: '1x30' }
              - { series: 'coalmine_live_edited{rollout="fraud"}', values: '1x30' }
              - { series: 'coalmine_live_unrecorded{rollout="fraud"}', values: '1x30' }
              - { series: 'coalmine_live_open{rollout="fraud"}', values: '1x30' }
              - { series: 'coalmine_live_last_data_timestamp_seconds{rollout="fraud"}', values: '0x30' }
              - { series: 'coalmine_live_writes_total{rollout="fraud",result="refused"}', values: '0+2x30' }
            promql_expr_test:
              - expr: count by (alertname) (ALERTS{alertstate="firing"})
                eval_time: 29m
                exp_samples:
                  - { labels: '{alertname="CoalmineNoData"}', value: 1 }
                  - { labels: '{alertname="CoalminePaused"}', value: 1 }
                  - { labels: '{alertname="CoalmineTargetEdited"}', value: 1 }
                  - { labels: '{alertname="CoalmineCannotRecord"}', value: 1 }
                  - { labels: '{alertname="CoalmineWritesFail"}', value: 1 }
                  - { labels: '{alertname="CoalmineRollbackNotConfirmed"}', value: 1 }
        """;
}
