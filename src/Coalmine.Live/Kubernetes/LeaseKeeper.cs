using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>
/// Acquires, renews, notices the loss of, and releases a lease. KubernetesClient's <c>LeaderElector</c> (21.0.8) is not used: it knows no <see
/// cref="TimeProvider"/>, keeps the lease when it is told to stop, so that a successor waits out its whole term, and does not show the transitions that
/// fence off older holders.
/// </summary>
public sealed class LeaseKeeper(ClusterClient client, LeaseTerms terms, TimeProvider time)
{
    private readonly ClusterResource _lease = new(ResourceKinds.Lease, terms.Namespace, terms.Name);
    private string _record = "";
    private long _recordAt;
    private string _own = "";
    private string _sent = "";
    private long _renewedAt;
    private long _fence;
    private bool _isHeld;

    /// <summary>
    /// Whether we may write: the lease is ours, and our last renewal began less than <see cref="LeaseTerms.RenewDeadline"/> ago. Ask right before each write.
    /// </summary>
    public bool IsHeld => _isHeld && time.GetElapsedTime(_renewedAt) < terms.RenewDeadline;

    /// <summary>The number of our term; 0 while we have had none.</summary>
    public long Fence => _fence;

    /// <summary>Tries once to acquire or to renew.</summary>
    public async ValueTask<LeaseStanding> TryAsync(CancellationToken cancellation)
    {
        // Counted from before the request: others count from when it was carried out, which is later.
        long began = time.GetTimestamp();
        ClusterAnswer read = await client.GetAsync(_lease, cancellation).ConfigureAwait(false);
        JsonObject? lease = (read as ClusterAnswer.Ok)?.Body;
        if (lease is null && read is not ClusterAnswer.NotFound)
            return Failed(read);
        LeaseMove move = LeaseRules.Decide(lease, Sight(lease), terms, time.GetUtcNow());
        if (move is LeaseMove.Wait wait)
        {
            _isHeld = false;
            return new LeaseStanding.HeldByOther(wait.Holder, wait.After);
        }

        (JsonObject body, long fence) = move switch
        {
            LeaseMove.Create create => (create.Body, create.Fence),
            LeaseMove.Write write => (write.Body, write.Fence),
            _ => throw new InvalidOperationException("The union of moves is closed."),
        };
        // What we are about to write is ours also when its answer is lost; the record before stays ours until then.
        string record = LeaseRules.RecordOf(body);
        _sent = record;
        ClusterAnswer answer = move is LeaseMove.Create
            ? await client.CreateAsync(ResourceKinds.Lease, terms.Namespace, body, dryRun: false, cancellation).ConfigureAwait(false)
            : await client.ReplaceAsync(_lease, body, cancellation).ConfigureAwait(false);
        if (answer is not ClusterAnswer.Ok)
            return Failed(answer);
        _own = record;
        _fence = fence;
        _renewedAt = began;
        _isHeld = true;
        return new LeaseStanding.Held(fence);
    }

    /// <summary>Tries until the lease is ours or the server refuses for good.</summary>
    public async ValueTask<LeaseStanding> AcquireAsync(CancellationToken cancellation)
    {
        while (true)
        {
            LeaseStanding standing = await TryAsync(cancellation).ConfigureAwait(false);
            TimeSpan wait = standing switch
            {
                LeaseStanding.HeldByOther other => other.After,
                LeaseStanding.Unknown unknown => unknown.After,
                _ => TimeSpan.Zero,
            };
            if (wait == TimeSpan.Zero)
                return standing;
            await Pause.ForAsync(wait, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Renews for as long as it goes well. Ends when the lease is lost, with how it stands then; by then <see cref="IsHeld"/> is false.</summary>
    public async Task<LeaseStanding> KeepAsync(CancellationToken cancellation)
    {
        LeaseStanding standing = new LeaseStanding.Held(_fence);
        while (IsHeld)
        {
            await Pause.ForAsync(terms.RetryPeriod, time, cancellation).ConfigureAwait(false);
            if (!IsHeld)
                break;
            // A renewal that hangs must not outlive the term.
            TimeSpan left = terms.RenewDeadline - time.GetElapsedTime(_renewedAt);
            using CancellationTokenSource late = new(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
            try
            {
                standing = await TryAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                standing = new LeaseStanding.Unknown("The API server did not answer before the lease ran out.", terms.RetryPeriod);
            }

            if (standing is LeaseStanding.HeldByOther or LeaseStanding.Refused)
                break;
        }

        _isHeld = false;
        return standing;
    }

    /// <summary>Gives the lease back, if it is ours, so that the next holder need not wait. What goes wrong is of no consequence: the lease runs out.</summary>
    public async ValueTask ReleaseAsync(CancellationToken cancellation)
    {
        bool wasHeld = _isHeld;
        _isHeld = false;
        if (!wasHeld || await client.GetAsync(_lease, cancellation).ConfigureAwait(false) is not ClusterAnswer.Ok ok)
            return;
        if (IsOurs(LeaseRules.RecordOf(ok.Body)))
            await client.ReplaceAsync(_lease, LeaseRules.Released(ok.Body, time.GetUtcNow()), cancellation).ConfigureAwait(false);
    }

    private LeaseSighting Sight(JsonObject? lease)
    {
        string record = lease is null ? "" : LeaseRules.RecordOf(lease);
        if (record != _record)
        {
            _record = record;
            _recordAt = time.GetTimestamp();
        }

        // What was sent and is there has taken the place of what was there before; the next try may be lost as well.
        if (record.Length > 0 && record == _sent)
            _own = record;
        return new LeaseSighting(record, time.GetElapsedTime(_recordAt), IsOurs(record));
    }

    private bool IsOurs(string record) => record.Length > 0 && (record == _own || record == _sent);

    private LeaseStanding Failed(ClusterAnswer answer) => answer switch
    {
        ClusterAnswer.TooManyRequests { After: TimeSpan after } when after > terms.RetryPeriod => new LeaseStanding.Unknown(answer.Text, after),
        ClusterAnswer.Conflict or ClusterAnswer.AlreadyExists or ClusterAnswer.TooManyRequests or ClusterAnswer.Unavailable or ClusterAnswer.Unauthorised =>
            new LeaseStanding.Unknown(answer.Text, terms.RetryPeriod),
        _ => new LeaseStanding.Refused(answer.Text),
    };
}
