namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>A text of a provider that decides nothing here but can hold arguments, such as a header.</summary>
/// <param name="Path">Where it stands below the provider, such as <c>headers[0].value</c>.</param>
/// <param name="Text">The text as written.</param>
public readonly record struct ProviderField(string Path, string Text);
