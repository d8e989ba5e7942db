namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>Arguments and texts do not go together; the message is Argo's.</summary>
public sealed class ArgumentTextException(string message) : Exception(message);
