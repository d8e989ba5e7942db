namespace Coalmine.Live.Comparing;

/// <summary>Which attribute of a logged answer tells the arm.</summary>
public enum ArmSource
{
    /// <summary><c>endpoint</c>: of Seldon the predictor.</summary>
    Endpoint,

    /// <summary><c>inferenceservicename</c>: of KServe the InferenceService, where the mirror is one of its own.</summary>
    InferenceServiceName,
}
