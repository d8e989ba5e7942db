namespace Coalmine.Testing.Clusters.Server;

/// <summary>The options of a write, which stand behind the question mark.</summary>
internal sealed class WriteOptions
{
    private readonly string[] _dryRun;
    private readonly bool _hasForce;

    public WriteOptions(ApiRequest request, RequestQuery query)
    {
        _dryRun = query.All("dryRun");
        _hasForce = query.Has("force");
        IsForced = query.IsOn("force");
        FieldManager = query["fieldManager"];
        Agent = request.UserAgent.Split('/')[0] is { Length: > 0 } agent ? agent : "unknown";
        Propagation = query["propagationPolicy"];
    }

    /// <summary>Whether nothing is to be kept.</summary>
    public bool IsDryRun => _dryRun.Length > 0;

    /// <summary>Whether an apply takes fields from others.</summary>
    public bool IsForced { get; }

    /// <summary>The manager that is named; empty for none.</summary>
    public string FieldManager { get; }

    /// <summary>How dependents are deleted; empty for the default.</summary>
    public string Propagation { get; }

    /// <summary>The manager by whose name fields are owned.</summary>
    public string Manager => FieldManager.Length > 0 ? FieldManager : Agent;

    private string Agent { get; }

    /// <summary>Refuses options that are not allowed (apimachinery, pkg/apis/meta/v1/validation).</summary>
    public void Check(string kind, bool isApply = false)
    {
        List<FieldCause> causes = [];
        if (kind == "PatchOptions" && !isApply && _hasForce)
            causes.Add(FieldCause.Forbidden("force", "may not be specified for non-apply patch"));
        if (isApply && FieldManager.Length == 0)
            causes.Add(FieldCause.Required("fieldManager", "is required for apply patch"));
        if (FieldManager.Length > 128)
            causes.Add(new FieldCause("fieldManager", "FieldValueTooLong", "Too long: must have at most 128 bytes"));
        if (FieldManager.Any(char.IsControl))
            causes.Add(FieldCause.Invalid("fieldManager", $"\"{FieldManager}\"", "should only contain printable characters"));
        if (_dryRun.Length > 0 && !_dryRun.All(value => value == "All"))
        {
            string printed = $"[]string{{{string.Join(", ", _dryRun.Select(value => $"\"{value}\""))}}}";
            causes.Add(FieldCause.NotSupported("dryRun", printed, ["All"]));
        }

        if (causes.Count > 0)
            throw ApiFailureException.Invalid("meta.k8s.io", kind, "", causes);
    }
}
